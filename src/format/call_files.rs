//! The files of a call, and the call that they make.

use crate::domain::call::Call;
use crate::format::fault::DataFault;
use crate::format::{catalog_json, digest, form_json, spending_json};

/// The files of a call, as bytes.
#[derive(Clone, Debug)]
pub struct CallFiles {
    /// `catalog.json`: what may be applied for.
    pub catalog: Vec<u8>,
    /// `form.json`: what is asked.
    pub form: Vec<u8>,
    /// `spending.json`: how spending is read.
    pub spending: Vec<u8>,
}

/// The files of the call that the program brings.
#[must_use]
pub fn built_in() -> CallFiles {
    CallFiles {
        catalog: include_bytes!("../../forms/yinchuan-2022/catalog.json").to_vec(),
        form: include_bytes!("../../forms/yinchuan-2022/form.json").to_vec(),
        spending: include_bytes!("../../forms/spending.json").to_vec(),
    }
}

/// Reads a call.
///
/// # Errors
/// The first file that is wrong, and everything that is wrong with it.
pub fn read(files: &CallFiles) -> Result<Call, (&'static str, Vec<DataFault>)> {
    let catalog = catalog_json::read(&files.catalog).map_err(|faults| ("catalog.json", faults))?;
    let form = form_json::read(&files.form).map_err(|faults| ("form.json", faults))?;
    let taxonomy =
        spending_json::read(&files.spending).map_err(|faults| ("spending.json", faults))?;
    let parts = [&files.catalog, &files.form, &files.spending].map(|bytes| digest::sha256(bytes));
    Ok(Call {
        catalog,
        form,
        taxonomy,
        whole_digest: digest::sha256(parts.concat().as_bytes()),
        digest: parts.into_iter().next().unwrap_or_default(),
    })
}
