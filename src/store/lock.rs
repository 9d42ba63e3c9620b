//! Locks: one writer a draft, and a word about who it is.
//!
//! Invariant: a lock goes with its process, however that ends, because the system keeps it. The lock's file stays; its
//! text only tells others who writes, and whether only for a moment: then it is waited for, and never longer than
//! [`PATIENCE`].

use crate::app::failure::Failure;
use crate::app::ports::Holder;
use crate::store::clock::chance;
use crate::store::fs::{make_folder, unwritable};
use rustix::fs::OFlags;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const TEXT_MAX: u64 = 400;
/// How long a lock is waited for that is held for a moment: a command takes a fraction of it.
const PATIENCE: Duration = Duration::from_secs(2);
/// The longest pause between two looks at such a lock, in microseconds.
const PAUSE: u64 = 8_000;
/// What the lock of a command says beside who holds it.
const MOMENT: &str = "moment";

/// How long a lock is going to be held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Hold {
    /// For one change that is made at once: others wait for it.
    Moment,
    /// As long as a person likes: others are told at once.
    Open,
}

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

/// What came of trying to lock.
#[derive(Debug)]
pub(super) enum Taken {
    /// The lock is ours.
    Ours(Lock),
    /// Somebody else has it.
    Theirs(Holder),
}

/// Locks, at the first of some places where that is possible. Who holds the lock for a moment is waited for; by chance a
/// little longer or shorter, so that many who wait do not meet at each look.
///
/// # Errors
/// What is wrong with the first place, when no place will do.
pub(super) fn take(places: &[PathBuf], hold: Hold) -> Result<Taken, Failure> {
    let begun = Instant::now();
    loop {
        match try_take(places, hold)? {
            // Whoever has not said yet who it is has only just come.
            Taken::Theirs(holder) if holder.moment || holder.pid == 0 => {
                if begun.elapsed() >= PATIENCE {
                    return Ok(Taken::Theirs(holder));
                }
                std::thread::sleep(Duration::from_micros(1 + chance() % PAUSE));
            }
            taken => return Ok(taken),
        }
    }
}

fn try_take(places: &[PathBuf], hold: Hold) -> Result<Taken, Failure> {
    let mut first = None;
    for place in places {
        match take_at(place, hold) {
            Ok(taken) => return Ok(taken),
            Err(failure) => first = first.or(Some(failure)),
        }
    }
    Err(first.unwrap_or(Failure::NoHome))
}

/// Who holds a lock; `None` when nobody does.
pub(super) fn look(place: &Path) -> Option<Holder> {
    let mut file = File::open(place).ok()?;
    match file.try_lock() {
        Ok(()) => {
            let _ = file.unlock();
            None
        }
        Err(_) => Some(holder(&mut file)),
    }
}

/// Whether anybody holds the lock at one of these places. One whose text is gone was given back; only where a process died
/// is the lock itself tried, for a moment.
pub(super) fn is_held(places: &[PathBuf]) -> bool {
    let told = |place: &&PathBuf| std::fs::metadata(place).is_ok_and(|file| file.len() > 0);
    places
        .iter()
        .filter(told)
        .any(|place| look(place).is_some())
}

/// Held while a draft's file is compared with what it should be and then replaced, so that nobody replaces it in between.
#[derive(Debug)]
pub(super) struct Gate {
    file: Option<File>,
}

/// How long the gate is waited for: replacing a file takes a fraction of it, so who holds it longer is not running.
const GATE: Duration = Duration::from_secs(2);

/// Waits until nobody else compares and replaces, but no longer than whoever does it properly would take.
pub(super) fn gate(place: &Path) -> Gate {
    let Ok(file) = open(place) else {
        // Where no lock can be made, nothing can be replaced either.
        return Gate { file: None };
    };
    let begun = Instant::now();
    while let Err(TryLockError::WouldBlock) = file.try_lock() {
        if begun.elapsed() >= GATE {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    Gate { file: Some(file) }
}

impl Drop for Gate {
    fn drop(&mut self) {
        // As with locks: a program that is being started just now may still have a copy of the file.
        if let Some(file) = &self.file {
            let _ = file.unlock();
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Courtesy: the text means nothing without the lock.
        let _ = self.file.set_len(0);
        // Closing would do, were it not for a program that is being started just now and still has a copy of the file.
        let _ = self.file.unlock();
    }
}

fn take_at(place: &Path, hold: Hold) -> Result<Taken, Failure> {
    let mut file = open(place)?;
    match file.try_lock() {
        Ok(()) => {
            // The lock holds without the text, so a full disk does not matter here.
            let _ = file
                .set_len(0)
                .and_then(|()| file.write_all(me(hold).as_bytes()));
            Ok(Taken::Ours(Lock { file }))
        }
        Err(TryLockError::WouldBlock) => Ok(Taken::Theirs(holder(&mut file))),
        Err(TryLockError::Error(error)) => Err(unwritable(place, &error)),
    }
}

/// Opens the lock's file; where it cannot be written, an existing one will do.
fn open(place: &Path) -> Result<File, Failure> {
    let mut options = OpenOptions::new();
    options
        .read(true)
        .custom_flags(OFlags::NOFOLLOW.bits().cast_signed());
    let made = place.parent().map_or(Ok(()), make_folder);
    let writable = options
        .clone()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(place);
    writable
        .or_else(|error| options.open(place).map_err(|_| error))
        .map_err(|error| made.err().unwrap_or_else(|| unwritable(place, &error)))
}

/// The name that the user is logged in by; empty when nobody says it.
pub(super) fn login_name() -> String {
    let named = std::env::var("USER").or_else(|_| std::env::var("LOGNAME"));
    named.unwrap_or_default().replace('\n', " ")
}

fn me(hold: Hold) -> String {
    let user = login_name();
    let host = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    let word = match hold {
        Hold::Moment => MOMENT,
        Hold::Open => "",
    };
    format!("{}\n{user}@{host}\n{word}\n", std::process::id())
}

/// Who holds the lock; what cannot be read is told as nobody in particular.
fn holder(file: &mut File) -> Holder {
    let mut text = Vec::new();
    let read = file
        .rewind()
        .and_then(|()| file.take(TEXT_MAX).read_to_end(&mut text));
    let text = read.map_or_else(
        |_| String::new(),
        |_| String::from_utf8_lossy(&text).into_owned(),
    );
    let mut lines = text.lines();
    let pid = lines.next().and_then(|line| line.parse().ok());
    Holder {
        pid: pid.unwrap_or(0),
        who: lines.next().unwrap_or("?").to_owned(),
        moment: lines.next() == Some(MOMENT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn places(top: &Path) -> Vec<PathBuf> {
        vec![top.join("a/x.lock"), top.join("b/x.lock")]
    }

    fn expect_ours(places: &[PathBuf]) -> Lock {
        match take(places, Hold::Open) {
            Ok(Taken::Ours(lock)) => lock,
            other => unreachable!("not ours: {other:?}"),
        }
    }

    #[test]
    fn only_one_at_a_time_compares_and_replaces() {
        let top = tempfile::tempdir().expect("a folder");
        let (place, sum) = (top.path().join("locks/.replacing"), top.path().join("sum"));
        fs::write(&sum, "0").expect("a file");
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let _gate = gate(&place);
                        let before: u32 = fs::read_to_string(&sum)
                            .expect("a sum")
                            .parse()
                            .expect("a number");
                        fs::write(&sum, (before + 1).to_string()).expect("written");
                    }
                });
            }
        });
        assert_eq!(fs::read_to_string(&sum).expect("a sum"), "200");
    }

    #[test]
    fn a_second_writer_is_told_who_the_first_is() {
        let top = tempfile::tempdir().expect("a folder");
        let places = places(top.path());
        let first = expect_ours(&places);
        let Ok(Taken::Theirs(holder)) = take(&places, Hold::Open) else {
            unreachable!("two writers")
        };
        assert_eq!(holder.pid, std::process::id());
        assert!(holder.who.contains('@'), "{holder:?}");
        drop(first);
        drop(expect_ours(&places));
    }

    #[test]
    fn who_holds_a_lock_for_a_moment_is_waited_for_and_nobody_else() {
        let top = tempfile::tempdir().expect("a folder");
        let places = places(top.path());
        let short = take(&places, Hold::Moment).expect("a lock");
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| take(&places, Hold::Open));
            // While it is held nobody gets it; the file of the lock then says that it is free.
            while std::fs::metadata(&places[0]).is_ok_and(|file| file.len() == 0) {}
            drop(short);
            let taken = waiting.join().expect("no panic");
            assert!(matches!(taken, Ok(Taken::Ours(_))), "{taken:?}");
        });
        let _short = take(&places, Hold::Moment).expect("a lock");
        let Ok(Taken::Theirs(holder)) = take(&places, Hold::Moment) else {
            unreachable!("two writers")
        };
        assert!(holder.moment, "given up after a while: {holder:?}");
    }

    #[test]
    fn what_a_dead_process_left_is_taken_over() {
        let top = tempfile::tempdir().expect("a folder");
        let places = places(top.path());
        fs::create_dir(top.path().join("a")).expect("a folder");
        let left = "1\nsomebody@a-machine-with-quite-a-long-name-that-is-gone\nmore\n";
        fs::write(&places[0], left).expect("a file");
        let lock = expect_ours(&places);
        assert_eq!(fs::read_to_string(&places[0]).ok(), Some(me(Hold::Open)));
        drop(lock);
        assert_eq!(fs::read_to_string(&places[0]).ok(), Some(String::new()));
    }

    #[test]
    fn where_the_first_place_will_not_do_the_second_is_taken() {
        let top = tempfile::tempdir().expect("a folder");
        let places = places(top.path());
        fs::write(top.path().join("a"), "in the way").expect("a file");
        let _first = expect_ours(&places);
        assert!(matches!(take(&places, Hold::Open), Ok(Taken::Theirs(_))));
        let none = take(&places[..1], Hold::Open).expect_err("no place");
        assert_eq!(none.code(), "unwritable");
    }
}
