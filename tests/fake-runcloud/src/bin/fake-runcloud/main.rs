//! The fake as a program, for tests that are not written in Rust.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its output is how its parent finds it"
)]

mod arguments;
mod ending;

use std::{fs, io, path::Path, process::ExitCode};

use arguments::Arguments;
use fake_runcloud::{APP_ID, Fake, KEY, SECRET, SERVER_ID, TOKEN};
use serde_json::{Value, json};

fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("{message}\n\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    if arguments.help {
        println!("{}", arguments::USAGE);
        return ExitCode::SUCCESS;
    }
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fake-runcloud: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<()> {
    // Listen for signals first: a parent may send one as soon as it reads that the fake is ready.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let ending = {
        let _inside = runtime.enter();
        ending::Ending::of(arguments)?
    };
    let mut builder = Fake::builder()
        .control()
        .port(arguments.port)
        .seed(arguments.seed);
    builder = builder.latency_ms(arguments.latency_ms);
    if arguments.plain {
        builder = builder.plain();
    }
    if let Some(dir) = &arguments.dir {
        builder = builder.dir(dir);
    }
    let fake = builder.try_start()?;
    let ready = ready(&fake, arguments.plain);
    if let Some(file) = &arguments.ready_file {
        write_at_once(file, &format!("{ready}\n"))?;
    }
    println!("{ready}");
    runtime.block_on(ending.wait());
    // A blocked read of standard input must not keep the program.
    runtime.shutdown_background();
    drop(fake);
    if let Some(file) = &arguments.ready_file {
        // Whoever looks for it later must not take a dead fake for a ready one. What somebody else wrote stays.
        if fs::read_to_string(file).is_ok_and(|text| text == format!("{ready}\n")) {
            let _ = fs::remove_file(file);
        }
    }
    Ok(())
}

fn ready(fake: &Fake, plain: bool) -> Value {
    let ca_file = (!plain).then(|| fake.ca_file().display().to_string());
    json!({
        "api_url": fake.api_url(),
        "control_url": fake.control_url(),
        "ca_file": ca_file,
        "server_id": SERVER_ID,
        "app_id": APP_ID,
        "token": TOKEN,
        "key": KEY,
        "secret": SECRET,
        "pid": std::process::id(),
    })
}

/// Write a file so that a reader finds all of it or nothing.
fn write_at_once(file: &Path, text: &str) -> io::Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    fs::write(&name, text)?;
    fs::rename(&name, file)
}
