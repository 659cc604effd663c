package dev.headwater.standalone.cli;

import dev.headwater.api.admin.takedown.TakedownOperations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code takedown …}. */
@Command(
        name = "takedown",
        description = "Takedowns: content that is withheld from everybody.",
        synopsisSubcommandLabel = "COMMAND")
final class TakedownCommand extends Group {
    private static final List<Column> COLUMNS =
            Column.of("id", "kind", "content", "name", "state", "reference", "by", "at", "liftedBy", "liftedAt");

    @Command(name = "add", description = "Withhold content from everybody, within seconds.")
    int add(
            @Mixin Common common,
            @Parameters(index = "0", paramLabel = "KIND", description = "channel, movie, series or episode.")
                    String kind,
            @Parameters(index = "1", paramLabel = "CONTENT-ID") int content,
            @Option(names = "--reason", paramLabel = "R", required = true, description = "Why; it is kept.")
                    String reason,
            @Option(names = "--reference", paramLabel = "REF", description = "What the claimant calls it.") @Nullable
                    String reference,
            @Option(names = "--delete", description = "Delete its objects instead of keeping them aside.")
                    boolean delete)
            throws Exception {
        return common.run(
                "takedown.add", new TakedownOperations.Add(kind, content, reason, reference, delete), COLUMNS);
    }

    @Command(name = "list", description = "List all takedowns there ever were.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("takedown.list", options, COLUMNS);
    }

    @Command(name = "lift", description = "End a takedown: what it withheld may be seen again.")
    int lift(@Mixin Common common, @Parameters(paramLabel = "ID") int id) throws Exception {
        return common.run("takedown.lift", new TakedownOperations.ById(id), COLUMNS);
    }
}
