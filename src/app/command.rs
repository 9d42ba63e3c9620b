//! The command table: everything that a person can ask for, by screen or by command line.
//!
//! Keys, footer, help, palette, the key reference and the command-line reference are views of this one list.
//! Invariant: ids are unique and stable; a command that changes a draft has a command-line verb.
//! Absent: chords (`tui::keymap`) and words (`messages::commands`, by exhaustive match).

use crate::app::session::Session;

/// Everything that a person can ask for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Command {
    /// Explains the screen and its keys.
    Help,
    /// Lists every command to pick from.
    Palette,
    /// Goes back to where one came from.
    Back,
    /// Leaves the program; everything typed is kept.
    Quit,
    /// Draws the whole screen anew.
    Redraw,
    /// Switches between Chinese and English.
    SwitchLanguage,
    /// Finds by code, words, pinyin or initials.
    Find,
    /// Goes between the catalog and one's drafts.
    SwitchList,
    /// Shows every draft of the workspace with its state, findings and sum.
    Board,
    /// Picks the draft pointed at, or lets it go again.
    Mark,
    /// Picks every draft that is shown, or none.
    MarkAll,
    /// Sorts the board another way.
    SortBy,
    /// Groups the board another way.
    GroupBy,
    /// Checks the drafts that are picked.
    CheckMarked,
    /// Writes the drafts that are picked as files.
    ExportMarked,
    /// Hands the drafts that are picked in, gives them back or decides on them.
    StepMarked,
    /// Reads an annex, to make a call of it.
    ImportAnnex,
    /// Settles the doubt pointed at.
    Settle,
    /// Writes the call that was read from an annex.
    KeepCall,
    /// Makes a draft for the project pointed at.
    NewDraft,
    /// Opens the draft pointed at.
    OpenDraft,
    /// Shows a project whole.
    ShowProject,
    /// Goes to the next field.
    NextField,
    /// Goes to the field before.
    PreviousField,
    /// Goes to the next section.
    NextSection,
    /// Goes to the section before.
    PreviousSection,
    /// Lists the sections to go to.
    Sections,
    /// Goes to the next required thing that is still empty.
    NextEmpty,
    /// Goes to the next finding.
    NextFinding,
    /// Lists all findings.
    Findings,
    /// Shows the call's words for this field, whole.
    CallWords,
    /// Shows which papers prove which promise.
    Checklist,
    /// Shows the versions of the draft.
    History,
    /// Brings the version pointed at back.
    Restore,
    /// Reads the draft against a base, field by field.
    Review,
    /// Goes to the next change.
    NextChange,
    /// Goes to the change before.
    PreviousChange,
    /// Unfolds everything that is unchanged, or folds it again.
    Unfold,
    /// Puts the base beside, under or away from the draft.
    SwitchView,
    /// Lists what the draft can be read against.
    PickBase,
    /// Goes to where the words searched for stand next.
    FindNext,
    /// Goes to the next annotation.
    NextRemark,
    /// Goes to the annotation before.
    PreviousRemark,
    /// Goes to the next annotation that is not dealt with.
    NextOpen,
    /// Picks which annotations are shown.
    FilterRemarks,
    /// Makes a remark on what one is at.
    Annotate,
    /// Proposes a change of what one is at.
    Suggest,
    /// Answers the annotation one is at.
    Reply,
    /// Says that an annotation is dealt with, or that it is not after all.
    Resolve,
    /// Changes the words of one's own annotation.
    Amend,
    /// Takes one's own annotation back.
    Withdraw,
    /// Says where an annotation's words are now.
    PinRemark,
    /// Marks what one is at as seen.
    MarkSeen,
    /// Takes what an annotation proposes.
    Accept,
    /// Does not take what an annotation proposes.
    Refuse,
    /// Takes everything that is proposed.
    AcceptAll,
    /// Shows one's score sheet: points, verdict, conflict of interest.
    Score,
    /// Shows what all reviewers made of the draft.
    Summary,
    /// Takes the mark of what one is at away.
    MarkUnseen,
    /// Takes up words that were typed about the draft and not written.
    TakeUp,
    /// Begins a new line in a note.
    BreakLine,
    /// Shows what changed in print since the draft was made.
    Reissue,
    /// Moves the draft over to what is printed now.
    MoveOver,
    /// Opens the field in `$EDITOR`.
    EditOutside,
    /// Offers the answers of a choice.
    Choose,
    /// Mends the finding here in the plainest way.
    Mend,
    /// Mends the finding here in the other way: the other side of a conflict.
    MendOther,
    /// Keeps the draft as a version.
    Save,
    /// Keeps the draft as a version, with words of one's own.
    SaveWithWords,
    /// Takes the last change back.
    Undo,
    /// Does the change last taken back again.
    Redo,
    /// Copies the selection, or the whole field.
    Copy,
    /// Cuts the selection out.
    Cut,
    /// Selects the whole field.
    SelectAll,
    /// Adds a row below this one.
    AddRow,
    /// Takes this row out.
    RemoveRow,
    /// Moves this row up.
    RaiseRow,
    /// Moves this row down.
    LowerRow,
    /// Writes the finished application as a file.
    Export,
    /// Takes in others' versions and sends those kept here.
    Sync,
    /// Shows what the last sharing brought.
    Received,
}

/// What commands are about, as help and palette group them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Group {
    /// The program as a whole.
    Program,
    /// Finding and opening.
    Lists,
    /// Going about in the form.
    Going,
    /// Changing the draft.
    Writing,
    /// Rows of tables.
    Rows,
    /// The draft as a whole.
    Draft,
    /// Reviewing.
    Review,
}

/// Why a command can do nothing now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotNow {
    /// No draft is open.
    NoDraft,
    /// The board is not whole yet.
    StillReading,
    /// Another screen has this command.
    NotHere,
    /// The draft is open for reading only.
    ReadOnly,
    /// There is nothing to take back.
    NothingToUndo,
    /// There is nothing to do again.
    NothingToRedo,
    /// Nothing is empty that has to be filled.
    NothingEmpty,
    /// There are no findings.
    NoFindings,
    /// The cursor is not in a table.
    NotInTable,
    /// The field has no answers to choose from.
    NoChoices,
    /// The finding here has no plain remedy, or there is none here.
    NothingToMend,
    /// The list is empty.
    NothingThere,
    /// Versions were not shared since the program was opened.
    NothingShared,
    /// Versions are being shared already.
    Sharing,
    /// The draft says what the base says.
    NoChanges,
    /// Nothing has been searched for.
    NothingSought,
    /// There are no annotations here.
    NoRemarks,
    /// Every annotation is dealt with.
    NothingOpen,
    /// Nothing was typed yet, or nothing else than is there.
    NothingTyped,
    /// Nothing that was typed waits to be written.
    NothingUnsent,
    /// It is not clear which cell of a row the first words belong to.
    UnclearRow,
    /// No change of this can be proposed.
    NothingToChange,
    /// No proposal is open.
    NothingProposed,
}

/// A row of the command table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its stable id (`row.add`).
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// The command-line verb that does the same; `None` where it makes no sense there.
    pub verb: Option<&'static str>,
    /// Whether it changes a draft.
    pub changes: bool,
}

const fn row(command: Command, id: &'static str, group: Group) -> Entry {
    Entry {
        command,
        id,
        group,
        verb: None,
        changes: false,
    }
}

impl Entry {
    const fn verb(self, verb: &'static str) -> Self {
        Self {
            verb: Some(verb),
            ..self
        }
    }

    const fn changing(self, verb: &'static str) -> Self {
        Self {
            verb: Some(verb),
            changes: true,
            ..self
        }
    }
}

/// The command table, in the order of help and palette.
pub const COMMANDS: &[Entry] = &[
    row(Command::Help, "program.help", Group::Program).verb("help"),
    row(Command::Palette, "program.palette", Group::Program),
    row(Command::Back, "program.back", Group::Program),
    row(Command::Quit, "program.quit", Group::Program),
    row(Command::Redraw, "program.redraw", Group::Program),
    row(Command::SwitchLanguage, "program.language", Group::Program),
    row(Command::Sync, "program.sync", Group::Program).verb("sync"),
    row(Command::Received, "program.received", Group::Program).verb("log"),
    row(Command::Find, "list.find", Group::Lists).verb("catalog list"),
    row(Command::SwitchList, "list.switch", Group::Lists).verb("list"),
    row(Command::Board, "list.board", Group::Lists).verb("board"),
    row(Command::Mark, "list.mark", Group::Lists),
    row(Command::MarkAll, "list.mark-all", Group::Lists),
    row(Command::SortBy, "list.sort", Group::Lists).verb("board"),
    row(Command::GroupBy, "list.group", Group::Lists).verb("board"),
    row(Command::CheckMarked, "list.check", Group::Lists).verb("check"),
    row(Command::ExportMarked, "list.export", Group::Lists).verb("export"),
    row(Command::StepMarked, "list.step", Group::Lists).verb("decide"),
    row(Command::ImportAnnex, "call.import", Group::Lists).verb("catalog import"),
    row(Command::Settle, "call.settle", Group::Lists),
    row(Command::KeepCall, "call.keep", Group::Lists).verb("catalog import"),
    row(Command::NewDraft, "draft.new", Group::Lists).changing("new"),
    row(Command::OpenDraft, "draft.open", Group::Lists).verb("edit"),
    row(Command::Review, "review.open", Group::Lists).verb("review"),
    row(Command::ShowProject, "project.show", Group::Lists).verb("catalog show"),
    row(Command::NextField, "go.next-field", Group::Going),
    row(Command::PreviousField, "go.previous-field", Group::Going),
    row(Command::NextSection, "go.next-section", Group::Going),
    row(
        Command::PreviousSection,
        "go.previous-section",
        Group::Going,
    ),
    row(Command::Sections, "go.section", Group::Going).verb("paths"),
    row(Command::NextEmpty, "go.next-empty", Group::Going).verb("paths"),
    row(Command::NextFinding, "go.next-finding", Group::Going).verb("check"),
    row(Command::Findings, "go.findings", Group::Going).verb("check"),
    row(Command::CallWords, "go.call-words", Group::Going).verb("catalog show"),
    row(Command::Checklist, "go.checklist", Group::Going).verb("checklist"),
    row(Command::EditOutside, "write.outside", Group::Writing).changing("set"),
    row(Command::Choose, "write.choose", Group::Writing).changing("set"),
    row(Command::Mend, "write.mend", Group::Writing).changing("set"),
    row(Command::MendOther, "write.mend-other", Group::Writing).changing("set"),
    row(Command::Undo, "write.undo", Group::Writing).changing("set"),
    row(Command::Redo, "write.redo", Group::Writing).changing("set"),
    row(Command::Copy, "write.copy", Group::Writing).verb("get"),
    row(Command::Cut, "write.cut", Group::Writing).changing("set"),
    row(Command::SelectAll, "write.select-all", Group::Writing),
    row(Command::AddRow, "row.add", Group::Rows).changing("budget add"),
    row(Command::RemoveRow, "row.remove", Group::Rows).changing("budget remove"),
    row(Command::RaiseRow, "row.raise", Group::Rows).changing("set"),
    row(Command::LowerRow, "row.lower", Group::Rows).changing("set"),
    row(Command::Save, "draft.save", Group::Draft).verb("save"),
    row(
        Command::SaveWithWords,
        "draft.save-with-words",
        Group::Draft,
    )
    .verb("save"),
    row(Command::History, "draft.history", Group::Draft).verb("log"),
    row(Command::Restore, "draft.restore", Group::Draft).changing("restore"),
    row(Command::Reissue, "draft.reissue", Group::Draft).verb("renew"),
    row(Command::MoveOver, "draft.move-over", Group::Draft).changing("renew"),
    row(Command::Export, "draft.export", Group::Draft).verb("export"),
    row(Command::NextChange, "review.next-change", Group::Review).verb("diff"),
    row(
        Command::PreviousChange,
        "review.previous-change",
        Group::Review,
    )
    .verb("diff"),
    row(Command::Unfold, "review.unfold", Group::Review),
    row(Command::SwitchView, "review.view", Group::Review),
    row(Command::PickBase, "review.base", Group::Review).verb("review"),
    row(Command::FindNext, "review.find-next", Group::Review),
    row(Command::NextRemark, "review.next-annotation", Group::Review).verb("annotations"),
    row(
        Command::PreviousRemark,
        "review.previous-annotation",
        Group::Review,
    ),
    row(Command::NextOpen, "review.next-open", Group::Review).verb("annotations"),
    row(Command::FilterRemarks, "review.filter", Group::Review).verb("annotations"),
    row(Command::Annotate, "review.annotate", Group::Review).verb("annotate"),
    row(Command::Suggest, "review.suggest", Group::Review).verb("annotate"),
    row(Command::Reply, "review.reply", Group::Review).verb("reply"),
    row(Command::Resolve, "review.resolve", Group::Review).verb("resolve"),
    row(Command::Amend, "review.amend", Group::Review).verb("amend"),
    row(Command::Withdraw, "review.withdraw", Group::Review).verb("withdraw"),
    row(Command::PinRemark, "review.pin", Group::Review).verb("pin"),
    row(Command::MarkSeen, "review.seen", Group::Review).verb("seen"),
    row(Command::MarkUnseen, "review.unseen", Group::Review).verb("seen"),
    row(Command::Accept, "review.accept", Group::Review).changing("accept"),
    row(Command::AcceptAll, "review.accept-all", Group::Review).changing("accept"),
    row(Command::Refuse, "review.refuse", Group::Review).verb("refuse"),
    row(Command::Score, "review.score", Group::Review).verb("score"),
    row(Command::Summary, "review.summary", Group::Review).verb("review summary"),
    row(Command::TakeUp, "review.take-up", Group::Review),
    row(Command::BreakLine, "review.line-break", Group::Review),
];

impl Command {
    /// The command's row in the table.
    #[must_use]
    pub fn entry(self) -> Option<&'static Entry> {
        COMMANDS.iter().find(|entry| entry.command == self)
    }

    /// Whether the command changes a draft.
    #[must_use]
    pub fn changes_draft(self) -> bool {
        self.entry().is_some_and(|entry| entry.changes)
    }

    /// Why the command can do nothing with the open draft; `None` when it can. What depends on the place of the cursor
    /// is for the screen to say.
    #[must_use]
    pub fn refused_by(self, session: Option<&Session>) -> Option<NotNow> {
        let group = self.entry()?.group;
        if matches!(group, Group::Program | Group::Lists) {
            return None;
        }
        let Some(session) = session else {
            return Some(NotNow::NoDraft);
        };
        if self.changes_draft() && !session.may_write() {
            return Some(NotNow::ReadOnly);
        }
        match self {
            Self::Undo if !session.history().can_undo() => Some(NotNow::NothingToUndo),
            Self::Redo if !session.history().can_redo() => Some(NotNow::NothingToRedo),
            Self::NextFinding | Self::Findings if session.findings().is_empty() => {
                Some(NotNow::NoFindings)
            }
            _ => None,
        }
    }
}
