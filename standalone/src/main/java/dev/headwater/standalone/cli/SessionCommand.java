package dev.headwater.standalone.cli;

import dev.headwater.api.admin.line.SessionOperations;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code session …}. */
@Command(name = "session", description = "Sessions: who is watching.", synopsisSubcommandLabel = "COMMAND")
final class SessionCommand extends Group {
    private static final List<Column> COLUMNS =
            Column.of("id", "line", "kind", "content", "name", "address", "agent", "since");

    @Command(name = "list", description = "List playbacks that hold a connection.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("session.list", options, COLUMNS);
    }

    @Command(name = "kick", description = "End a playback within 2 s.")
    int kick(@Mixin Common common, @Parameters(paramLabel = "ID") String id) throws Exception {
        return common.run("session.kick", new SessionOperations.ById(id), COLUMNS);
    }
}
