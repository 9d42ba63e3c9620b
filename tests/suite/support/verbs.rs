//! Every verb of the command line with arguments that are there. The verbs are those of the program itself; an argument
//! that is new and unknown here fails the tests that run them all, so that no verb goes untested.

use clap::Command;
use shenbao::cli::args::command;
use shenbao::messages::Lang;

/// A verb: its words and its arguments.
pub struct Verb {
    pub words: Vec<String>,
    pub positional: Vec<String>,
    /// Options that it does not do without.
    required: Vec<String>,
    /// All options, with whether they take a value.
    pub options: Vec<(String, bool)>,
}

/// Things that are there, for arguments of verbs.
pub struct Given {
    pub id: String,
    pub code: String,
    /// A draft or an export as a file.
    pub file: String,
    /// An annex as text, and budget lines as JSON.
    pub annex: String,
    pub lines: String,
    /// The folder of a call.
    pub call: String,
    pub workspace: String,
    pub remote: String,
    /// A remark on the draft.
    pub note: String,
    /// What is written where any text will do.
    pub text: String,
}

/// Every verb of the command line.
pub fn verbs() -> Vec<Verb> {
    let mut whole = command(Lang::Zh);
    whole.build();
    let mut found = Vec::new();
    collect(&whole, &mut Vec::new(), &mut found);
    found
}

fn collect(at: &Command, words: &mut Vec<String>, found: &mut Vec<Verb>) {
    let below: Vec<&Command> = at.get_subcommands().collect();
    if below.is_empty() {
        let named = at.get_arguments().filter(|arg| !arg.is_global_set());
        let (positional, options): (Vec<_>, Vec<_>) = named.partition(|arg| arg.is_positional());
        let long = |arg: &&clap::Arg| arg.get_long().map(str::to_owned);
        found.push(Verb {
            words: words.clone(),
            positional: positional
                .iter()
                .map(|arg| arg.get_id().to_string())
                .collect(),
            required: options
                .iter()
                .copied()
                .filter(|arg| arg.is_required_set())
                .filter_map(|arg| long(&arg))
                .collect(),
            options: options
                .iter()
                .filter_map(|arg| Some((long(arg)?, arg.get_action().takes_values())))
                .collect(),
        });
    }
    for command in below {
        words.push(command.get_name().to_owned());
        collect(command, words, found);
        words.pop();
    }
}

impl Verb {
    pub fn name(&self) -> String {
        self.words.join(" ")
    }

    /// The command line with something that is there for every argument that it needs.
    pub fn line(&self, given: &Given) -> Vec<String> {
        let name = self.name();
        let arguments = self
            .positional
            .iter()
            .map(|argument| given.there(&name, argument));
        let options = self.required.iter();
        let options =
            options.flat_map(|option| [format!("--{option}"), given.there(&name, option)]);
        let by = self.options.iter().any(|(option, _)| option == "as");
        let by = by.then(|| ["--as", "评审甲"].map(str::to_owned));
        // Something has to be said about something.
        let said = ["--path", "plan", "--body", &given.text].map(str::to_owned);
        let said = (name == "annotate").then_some(said);
        self.words
            .iter()
            .cloned()
            .chain(arguments)
            .chain(options)
            .chain(by.into_iter().flatten())
            .chain(said.into_iter().flatten())
            .collect()
    }
}

impl Given {
    fn there(&self, verb: &str, argument: &str) -> String {
        let there = match (verb, argument) {
            ("catalog import", "FILE") => &self.annex,
            ("budget check", "FILE") => &self.lines,
            ("catalog check", "DIR") => &self.call,
            ("init", "DIR") => &self.workspace,
            ("demo", "DIR") => return format!("{}-new", self.workspace),
            ("schema", "NAME") => "draft",
            ("budget remove", "LINE") => "r2",
            (_, "B") => return format!("{}@prefill", self.id),
            (_, "ID" | "A") => &self.id,
            (_, "CODE") => &self.code,
            (_, "PATH" | "path") => "plan",
            (_, "FILE" | "BASE" | "OURS" | "THEIRS") => &self.file,
            (_, "REV") => "HEAD",
            (_, "REMOTE") => &self.remote,
            (_, "RULE") => "F007",
            (_, "AT") => "1",
            (_, "WORD") => &self.text,
            (_, "NOTE") => &self.note,
            (_, "STATE") => "in-review",
            (_, "VERDICT") => "revise",
            (_, "CRITERION") => "basis",
            (_, "VERB") => "save",
            (_, "SHELL") => "bash",
            (_, "VALUE" | "TEXT" | "item" | "body" | "NAME") => &self.text,
            other => panic!("tell this test something that is there for {other:?}"),
        };
        there.to_owned()
    }
}
