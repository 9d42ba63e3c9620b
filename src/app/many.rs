//! Many drafts at once: read, and the same done with each beside its call and project.
//!
//! Invariant: what comes out is in the order of what was asked for, whatever was ready first. Absent: how many are done
//! at the same time; whoever keeps the drafts knows that.

use crate::app::failure::Failure;
use crate::app::ports::{Calls, Drafts, WithSteps};
use crate::domain::call::{Call, CallId};
use crate::domain::draft::DraftId;
use crate::domain::project::Project;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

/// The calls that were needed so far, each read once.
#[derive(Debug, Default)]
pub struct KnownCalls(HashMap<CallId, Result<Rc<Call>, Failure>>);

impl KnownCalls {
    /// A call, read if it is the first time.
    ///
    /// # Errors
    /// When it is not there or cannot be used; also the next time.
    pub fn get(&mut self, calls: &dyn Calls, id: &CallId) -> Result<Rc<Call>, Failure> {
        let call = self.0.entry(id.clone());
        call.or_insert_with(|| calls.load(id)).clone()
    }
}

/// What is done with each draft.
pub type Act<'a, T> = dyn Fn(&Call, &Project, WithSteps) -> T + Sync + 'a;

/// Reads these drafts and does the same with each.
pub fn each<T: Send>(
    drafts: &dyn Drafts,
    calls: (&mut KnownCalls, &dyn Calls),
    ids: &[DraftId],
    act: &Act<'_, T>,
) -> Vec<Result<T, Failure>> {
    let (known, calls) = calls;
    let mut done = {
        let known = known.0.iter();
        let known: HashMap<&CallId, &Call> = known
            .filter_map(|(id, call)| Some((id, &**call.as_ref().ok()?)))
            .collect();
        let done = Mutex::new(Vec::with_capacity(ids.len()));
        drafts.read_each(ids, &|index, read| {
            let came = read.map(|read| {
                let origin = &read.draft.origin;
                let call = known.get(&origin.call).copied();
                let printed = call.and_then(|call| {
                    let project = call.catalog.project(origin.project.as_str())?;
                    Some((call, project))
                });
                match printed {
                    Some((call, project)) => Came::Done(act(call, project, read)),
                    None => Came::Waits(Box::new(read)),
                }
            });
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            done.push((index, came));
        });
        done.into_inner().unwrap_or_else(PoisonError::into_inner)
    };
    done.sort_by_key(|(index, _)| *index);
    let finished = done.into_iter().map(|(_, came)| match came? {
        Came::Done(done) => Ok(done),
        Came::Waits(read) => {
            let call = known.get(calls, &read.draft.origin.call)?;
            let project = calls.project(&read.draft.origin, &call)?;
            Ok(act(&call, &project, *read))
        }
    });
    finished.collect()
}

/// What became of a draft that was read.
enum Came<T> {
    /// It is done.
    Done(T),
    /// Its call was not known yet, or has dropped its project.
    Waits(Box<WithSteps>),
}
