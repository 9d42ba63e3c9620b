//! The files of a call, and the call that they make.
//!
//! Invariant: what a person wrote is read, and refused, at once; what the program brings is known to be sound, and read when
//! somebody asks for it.

use crate::domain::call::{Call, CallId, Catalog};
use crate::domain::later::Later;
use crate::format::fault::DataFault;
use crate::format::{catalog_json, digest, form_json, spending_json};
use std::borrow::Cow;

/// The bytes of a file: read from somewhere, or those that the program brings.
pub type Bytes = Cow<'static, [u8]>;

/// The files of a call, as bytes.
#[derive(Clone, Debug)]
pub struct CallFiles {
    /// `catalog.json`: what may be applied for.
    pub catalog: Bytes,
    /// `form.json`: what is asked.
    pub form: Bytes,
    /// `spending.json`: how spending is read.
    pub spending: Bytes,
}

/// The id of the call that the program brings.
const BUILT_IN: &str = "yinchuan-2022";

/// The files of the call that the program brings.
#[must_use]
pub fn built_in() -> CallFiles {
    CallFiles {
        catalog: Cow::Borrowed(include_bytes!("../../forms/yinchuan-2022/catalog.json")),
        form: Cow::Borrowed(include_bytes!("../../forms/yinchuan-2022/form.json")),
        spending: Cow::Borrowed(include_bytes!("../../forms/spending.json")),
    }
}

/// Reads a call.
///
/// # Errors
/// The first file that is wrong, and everything that is wrong with it.
pub fn read(files: &CallFiles) -> Result<Call, (&'static str, Vec<DataFault>)> {
    let catalog = part(&files.catalog, catalog_json::read);
    let catalog = catalog.map_err(|faults| ("catalog.json", faults))?;
    let form = part(&files.form, form_json::read).map_err(|faults| ("form.json", faults))?;
    let taxonomy = part(&files.spending, spending_json::read);
    let taxonomy = taxonomy.map_err(|faults| ("spending.json", faults))?;
    let parts = [&files.catalog, &files.form, &files.spending].map(digested);
    let digest = parts[0].clone();
    Ok(Call {
        id: id_of(&files.catalog, &catalog),
        catalog,
        form,
        taxonomy,
        digest,
        whole_digest: Later::new(move || {
            let parts = parts.each_ref().map(|part| part.as_str());
            digest::sha256(parts.concat().as_bytes())
        }),
    })
}

/// A file of a call, read: now, or when somebody asks for it.
fn part<T: Send + 'static>(
    bytes: &Bytes,
    read: fn(&[u8]) -> Result<T, Vec<DataFault>>,
) -> Result<Later<T>, Vec<DataFault>> {
    match *bytes {
        Cow::Borrowed(own) => Ok(Later::new(move || {
            read(own).expect("a test reads what the program brings")
        })),
        Cow::Owned(ref given) => read(given).map(Later::from),
    }
}

/// The id of a call, for which what the program brings is not read.
fn id_of(bytes: &Bytes, catalog: &Later<Catalog>) -> CallId {
    let own = CallId::parse(BUILT_IN).filter(|_| matches!(bytes, Cow::Borrowed(_)));
    own.unwrap_or_else(|| catalog.call.clone())
}

fn digested(bytes: &Bytes) -> Later<String> {
    let bytes = bytes.clone();
    Later::new(move || digest::sha256(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_program_brings_reads_the_same_as_from_a_folder() {
        let own = built_in();
        let copied = CallFiles {
            catalog: Cow::Owned(own.catalog.to_vec()),
            form: Cow::Owned(own.form.to_vec()),
            spending: Cow::Owned(own.spending.to_vec()),
        };
        let (own, copied) = (read(&own), read(&copied));
        let (own, copied) = (own.expect("sound"), copied.expect("sound"));
        assert_eq!(own.id, copied.id);
        assert_eq!(*own.catalog, *copied.catalog);
        assert_eq!(*own.form, *copied.form);
        assert_eq!(own.taxonomy.data(), copied.taxonomy.data());
        assert_eq!(*own.whole_digest, *copied.whole_digest);
    }
}
