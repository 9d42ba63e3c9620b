//! Digests: how the program tells whether bytes are still the ones it knows.

use sha2::{Digest, Sha256};

/// The SHA-256 of some bytes, as `sha256:` and 64 hex digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(&Sha256::digest(bytes)))
}

/// The first 8 hex digits of the SHA-256: enough to tell a whole line from a torn one.
#[must_use]
pub fn checksum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..4])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
