//! Being told by the system when something happens in a few folders.
//!
//! Invariant: the thread sleeps until something happens there or the watcher is dropped. Absent: what it means.

#[cfg(target_os = "linux")]
pub(super) use linux::Watcher;
#[cfg(not(target_os = "linux"))]
pub(super) use none::Watcher;

#[cfg(target_os = "linux")]
mod linux {
    use crate::domain::draft::DraftId;
    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::fd::OwnedFd;
    use rustix::fs::inotify::{CreateFlags, Reader, WatchFlags, add_watch, init};
    use std::mem::MaybeUninit;
    use std::os::unix::net::UnixStream;
    use std::path::{Path, PathBuf};
    use std::thread::{Builder, sleep};
    use std::time::Duration;

    /// What happens at once is told once.
    const AT_ONCE: Duration = Duration::from_millis(30);
    /// Files that are being written under a name that does not last.
    const TEMPORARY: &str = ".shenbao-";

    /// Watches until it is dropped.
    #[derive(Debug)]
    pub(in crate::store::presence) struct Watcher {
        /// Closing it ends the thread.
        _end: UnixStream,
    }

    impl Watcher {
        /// Calls `touched` when a file in one of the folders, or a lock of the draft, comes, goes or is written. `None`
        /// where the system has no more watches to give.
        pub(in crate::store::presence) fn start(
            folders: Vec<PathBuf>,
            locks: &Path,
            id: &DraftId,
            touched: Box<dyn Fn() + Send>,
        ) -> Option<Self> {
            let events = init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).ok()?;
            add(&events, &folders);
            let of_locks = add_watch(&events, locks, flags()).ok();
            let (end, ended) = UnixStream::pair().ok()?;
            let begin = format!("{}.", id.as_str());
            let means = move |watch: i32, name: &str| match of_locks {
                Some(locks) if locks == watch => name.starts_with(&begin),
                _ => !name.starts_with(TEMPORARY),
            };
            let run = move || watch(&events, &folders, &ended, &means, &*touched);
            Builder::new().spawn(run).ok()?;
            Some(Self { _end: end })
        }
    }

    fn flags() -> WatchFlags {
        WatchFlags::CREATE | WatchFlags::DELETE | WatchFlags::MOVED_TO | WatchFlags::CLOSE_WRITE
    }

    /// Watches the folders that are there; one that is watched already stays so.
    fn add(events: &OwnedFd, folders: &[PathBuf]) {
        for folder in folders {
            let _ = add_watch(events, folder, flags());
        }
    }

    fn watch(
        events: &OwnedFd,
        folders: &[PathBuf],
        ended: &UnixStream,
        means: &dyn Fn(i32, &str) -> bool,
        touched: &dyn Fn(),
    ) {
        loop {
            let mut fds = [
                PollFd::new(events, PollFlags::IN),
                PollFd::new(ended, PollFlags::IN),
            ];
            let polled = poll(&mut fds, None);
            if !fds[1].revents().is_empty() || polled.is_err_and(|e| e != rustix::io::Errno::INTR) {
                return;
            }
            if happened(events, means) {
                // A folder that was not there before was made in one that is watched.
                add(events, folders);
                sleep(AT_ONCE);
                happened(events, means);
                touched();
            }
        }
    }

    /// Takes what happened out of the queue; whether any of it means something.
    fn happened(events: &OwnedFd, means: &dyn Fn(i32, &str) -> bool) -> bool {
        let mut room = [MaybeUninit::uninit(); 4096];
        let mut reader = Reader::new(events, &mut room);
        let mut any = false;
        while let Ok(event) = reader.next() {
            let name = event.file_name().map(|name| name.to_string_lossy());
            any |= means(event.wd(), name.as_deref().unwrap_or_default());
        }
        any
    }
}

#[cfg(not(target_os = "linux"))]
mod none {
    use crate::domain::draft::DraftId;
    use std::path::{Path, PathBuf};

    /// Watches nothing.
    #[derive(Debug)]
    pub(in crate::store::presence) struct Watcher;

    impl Watcher {
        /// Nothing is told here.
        pub(in crate::store::presence) fn start(
            _: Vec<PathBuf>,
            _: &Path,
            _: &DraftId,
            _: Box<dyn Fn() + Send>,
        ) -> Option<Self> {
            None
        }
    }
}
