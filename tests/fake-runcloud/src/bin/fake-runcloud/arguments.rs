use std::{path::PathBuf, str::FromStr};

pub(crate) const USAGE: &str =
    "usage: fake-runcloud [--port N] [--plain] [--seed N] [--latency MS] [--dir DIR]
                     [--ready-file FILE] [--parent-pid PID] [--until-eof]

  --port N           port of the API; any unless given
  --plain            HTTP without TLS
  --seed N           domains in the web application, 1 unless given; the first is the primary
  --latency MS       milliseconds before every answer
  --dir DIR          where ca.pem is put and stays; a temporary directory unless given
  --ready-file FILE  written in one step when the fake is ready, removed at its end
  --parent-pid PID   end when this process is gone
  --until-eof        end when standard input ends

One line of JSON on standard output says where everything is. SIGTERM and SIGINT end it.";

/// What the program was asked for.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) port: u16,
    pub(crate) plain: bool,
    pub(crate) seed: usize,
    pub(crate) latency_ms: u64,
    pub(crate) dir: Option<PathBuf>,
    pub(crate) ready_file: Option<PathBuf>,
    pub(crate) parent: Option<u32>,
    pub(crate) until_eof: bool,
    pub(crate) help: bool,
}

impl Arguments {
    pub(crate) fn parse(mut given: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = Self {
            port: 0,
            plain: false,
            seed: 1,
            latency_ms: 0,
            dir: None,
            ready_file: None,
            parent: None,
            until_eof: false,
            help: false,
        };
        while let Some(option) = given.next() {
            match option.as_str() {
                "--port" => arguments.port = value(&option, given.next())?,
                "--plain" => arguments.plain = true,
                "--seed" => arguments.seed = value(&option, given.next())?,
                "--latency" => arguments.latency_ms = value(&option, given.next())?,
                "--dir" => arguments.dir = Some(value(&option, given.next())?),
                "--ready-file" => arguments.ready_file = Some(value(&option, given.next())?),
                "--parent-pid" => arguments.parent = Some(value(&option, given.next())?),
                "--until-eof" => arguments.until_eof = true,
                "--help" | "-h" => arguments.help = true,
                _ => return Err(format!("unknown option {option}")),
            }
        }
        Ok(arguments)
    }
}

fn value<T: FromStr>(option: &str, value: Option<String>) -> Result<T, String> {
    let value = value.ok_or_else(|| format!("{option} needs a value"))?;
    value
        .parse()
        .map_err(|_| format!("{option} cannot be {value:?}"))
}
