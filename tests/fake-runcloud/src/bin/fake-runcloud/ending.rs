//! When the program is to end.

use std::{fs, io, time::Duration};

use tokio::{
    io::AsyncReadExt as _,
    signal::unix::{Signal, SignalKind, signal},
    time::sleep,
};

use crate::arguments::Arguments;

/// How often the parent is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// Whatever comes first: a signal, the end of standard input, the end of the parent.
pub(crate) struct Ending {
    terminate: Signal,
    interrupt: Signal,
    parent: Option<Process>,
    until_eof: bool,
}

impl Ending {
    /// Begin to listen.
    pub(crate) fn of(arguments: &Arguments) -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            parent: arguments.parent.map(Process::new),
            until_eof: arguments.until_eof,
        })
    }

    pub(crate) async fn wait(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
            () = gone(self.parent) => {}
            () = end_of_input(self.until_eof) => {}
        }
    }
}

async fn gone(process: Option<Process>) {
    let Some(process) = process else {
        return std::future::pending().await;
    };
    while process.lives() {
        sleep(LOOK).await;
    }
}

async fn end_of_input(asked: bool) {
    if !asked {
        return std::future::pending().await;
    }
    let mut input = tokio::io::stdin();
    let mut bytes = [0; 512];
    while input.read(&mut bytes).await.is_ok_and(|count| count > 0) {}
}

/// A process, told from a later one of the same number by the time it started.
struct Process {
    pid: u32,
    started: Option<String>,
}

impl Process {
    fn new(pid: u32) -> Self {
        Self {
            pid,
            started: started(pid),
        }
    }

    fn lives(&self) -> bool {
        self.started.is_some() && started(self.pid) == self.started
    }
}

/// The start time of a living process, as the kernel writes it.
fn started(pid: u32) -> Option<String> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, second of the fields, may hold blanks; it ends at the last bracket.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let is_dead = matches!(fields.next()?, "Z" | "X");
    let start = fields.nth(18)?;
    (!is_dead).then(|| start.to_owned())
}
