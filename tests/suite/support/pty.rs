//! The real program in a real pseudo-terminal, its screen read by an emulator.

use super::keys::{bytes, tokens};
use super::world::World;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long a screen may take to come before a test gives up; far beyond any real wait.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Pty {
    /// The terminal's own side; nothing when that was closed.
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    closing: Arc<AtomicBool>,
    pub child: Box<dyn Child + Send + Sync>,
    parser: Arc<Mutex<vt100::Parser>>,
    pub output: Arc<Mutex<Vec<u8>>>,
    reading: Option<JoinHandle<()>>,
}

impl Pty {
    pub fn start(world: &World, columns: u16, rows: u16, args: &[&str]) -> Self {
        let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
        Self::start_with(
            &world.environment(),
            world.home.path(),
            columns,
            rows,
            &args,
        )
    }

    /// The program on the test's workspace.
    pub fn on(world: &World, (columns, rows): (u16, u16), args: &[&str]) -> Self {
        let workspace = world.workspace();
        let mut all = vec!["--workspace", workspace.to_str().unwrap()];
        all.extend(args);
        Self::start(world, columns, rows, &all)
    }

    /// A draft of the test's workspace, open for writing at an address, on a small screen.
    pub fn edit(world: &World, id: &str, at: &str) -> Self {
        Self::on(world, (80, 24), &["edit", id, "--at", at])
    }

    /// The program with an environment and a folder of one's own choice.
    pub fn start_with(
        environment: &[(String, String)],
        folder: &Path,
        columns: u16,
        rows: u16,
        args: &[String],
    ) -> Self {
        let program = env!("CARGO_BIN_EXE_shenbao");
        Self::start_program(program, environment, folder, columns, rows, args)
    }

    /// Another program, which may start this one.
    pub fn start_program(
        program: &str,
        environment: &[(String, String)],
        folder: &Path,
        columns: u16,
        rows: u16,
        args: &[String],
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(args);
        command.env_clear();
        command.cwd(folder);
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let parser = Arc::new(Mutex::new(vt100::Parser::new(
            rows.max(1).try_into().unwrap(),
            columns.max(1).try_into().unwrap(),
            0,
        )));
        let output = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (screen, log) = (parser.clone(), output.clone());
        let closing = Arc::new(AtomicBool::new(false));
        let closes = closing.clone();
        let reading = std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            while let Ok(count) = reader.read(&mut chunk) {
                if count == 0 {
                    break;
                }
                screen.lock().unwrap().process(&chunk[..count]);
                log.lock().unwrap().extend_from_slice(&chunk[..count]);
                if closes.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Self {
            master: Some(pair.master),
            writer: Some(writer),
            closing,
            child,
            parser,
            output,
            reading: Some(reading),
        }
    }

    /// All bytes that the program wrote, after it has ended.
    pub fn everything(&mut self) -> Vec<u8> {
        if let Some(reading) = self.reading.take() {
            reading.join().unwrap();
        }
        self.output.lock().unwrap().clone()
    }

    /// Waits until nothing more comes for a moment: what was asked for is drawn by then, or a later wait sees it.
    pub fn rest(&self) {
        self.rest_for(Duration::from_millis(30));
    }

    /// Waits until nothing more comes for so long.
    pub fn rest_for(&self, quiet: Duration) {
        let (begun, mut before) = (Instant::now(), usize::MAX);
        loop {
            let now = self.output.lock().unwrap().len();
            if now == before || begun.elapsed() > PATIENCE {
                return;
            }
            before = now;
            std::thread::sleep(quiet);
        }
    }

    fn master(&self) -> &dyn MasterPty {
        self.master.as_deref().unwrap()
    }

    fn writer(&mut self) -> &mut dyn Write {
        self.writer.as_deref_mut().unwrap()
    }

    /// Closes the terminal, as a window or a broken connection does. One more key makes the program write, so that
    /// whoever waits for that lets go of the terminal too.
    pub fn close(&mut self) {
        self.closing.store(true, Ordering::SeqCst);
        self.keys("x");
        if let Some(reading) = self.reading.take() {
            reading.join().unwrap();
        }
        (self.writer, self.master) = (None, None);
    }

    /// Whether the terminal itself edits lines and echoes keys, as it does for a shell. Asked where the program is made to
    /// fail, which only one with its assertions in can be.
    #[cfg(debug_assertions)]
    pub fn is_cooked(&self) -> bool {
        let settings = self.master().get_termios().unwrap();
        let flags = format!("{:?}", settings.local_flags);
        flags.contains("ICANON") && flags.contains("ECHO ")
    }

    /// The screen with its colours.
    pub fn look(&self) -> vt100::Screen {
        self.parser.lock().unwrap().screen().clone()
    }

    pub fn screen(&self) -> String {
        self.parser.lock().unwrap().screen().contents()
    }

    /// Waits until the screen shows a text.
    pub fn wait(&self, wanted: &str) {
        let begun = Instant::now();
        // Rows break where the text is long; white space does not count.
        let squashed = |text: &str| text.split_whitespace().collect::<String>();
        while !squashed(&self.screen()).contains(&squashed(wanted)) {
            assert!(
                begun.elapsed() < PATIENCE,
                "“{wanted}” did not come:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the screen does not show a text any more.
    pub fn wait_gone(&self, unwanted: &str) {
        let begun = Instant::now();
        while self.screen().contains(unwanted) {
            assert!(
                begun.elapsed() < PATIENCE,
                "“{unwanted}” stays:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the very last bytes that came are these: what is shown when a program has left.
    pub fn wait_for_output(&self, last: &[u8]) {
        let begun = Instant::now();
        while !self.output.lock().unwrap().ends_with(last) {
            assert!(begun.elapsed() < PATIENCE, "the last bytes are others");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until some bytes have come.
    pub fn wait_for_bytes(&self, wanted: &[u8]) {
        let begun = Instant::now();
        let have_come = || {
            let output = self.output.lock().unwrap();
            output.windows(wanted.len()).any(|bytes| bytes == wanted)
        };
        while !have_come() {
            assert!(begun.elapsed() < PATIENCE, "{wanted:?} did not come");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Types a script at once, as a paste without brackets or a fast typist does.
    pub fn keys(&mut self, script: &str) {
        for token in tokens(script) {
            self.writer().write_all(&bytes(&token)).unwrap();
            // A lone escape is told from the start of a sequence by what follows it at once.
            if token == "<esc>" {
                self.writer().flush().unwrap();
                std::thread::sleep(Duration::from_millis(60));
            }
        }
        self.writer().flush().unwrap();
    }

    pub fn send(&mut self, raw: &[u8]) {
        self.writer().write_all(raw).unwrap();
        self.writer().flush().unwrap();
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        self.parser
            .lock()
            .unwrap()
            .screen_mut()
            .set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self.master()
            .resize(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
    }

    /// Sends a signal: what a dropped connection or a shutdown does.
    pub fn signal(&self, signal: rustix::process::Signal) {
        let pid = i32::try_from(self.child.process_id().unwrap()).unwrap();
        rustix::process::kill_process(rustix::process::Pid::from_raw(pid).unwrap(), signal)
            .unwrap();
    }

    /// Waits for the program to end; gives its exit code.
    pub fn end(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "it did not end:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
