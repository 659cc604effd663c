package dev.headwater.standalone.cli;

import dev.headwater.api.admin.catalog.LadderOperations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ladder …}. */
@Command(name = "ladder", description = "Ladders: what channels are encoded to.", synopsisSubcommandLabel = "COMMAND")
final class LadderCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("name", "frameRate", "rungs", "preset", "channels");

    @Command(name = "add", description = "Add a ladder.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME", description = "1 to 32 of a-z 0-9 -.") String name,
            @Option(
                            names = "--rung",
                            required = true,
                            paramLabel = "WxH@V[:A]",
                            description =
                                    "Size and bit rate of the picture, bit rate of the sound: 1280x720@1800k:128k. Repeatable, best first, up to 6.")
                    List<String> rungs,
            @Option(names = "--frame-rate", paramLabel = "N", description = "Pictures a second, 1 to 60. Default: 25.")
                    @Nullable
                    Integer frameRate)
            throws Exception {
        return common.run("ladder.add", new LadderOperations.Add(name, rungs, frameRate), COLUMNS);
    }

    @Command(name = "set", description = "Change what is named; channels that have it start anew.")
    int set(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--rung",
                            paramLabel = "WxH@V[:A]",
                            description =
                                    "All of its rungs, in place of those it has. Repeatable, best first, up to 6.")
                    @Nullable
                    List<String> rungs,
            @Option(names = "--frame-rate", paramLabel = "N", description = "Pictures a second, 1 to 60.") @Nullable
                    Integer frameRate)
            throws Exception {
        return common.run("ladder.set", new LadderOperations.Change(name, rungs, frameRate), COLUMNS);
    }

    @Command(name = "list", description = "List ladders, those that come with Headwater included.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("ladder.list", options, COLUMNS);
    }

    @Command(name = "show", description = "Show one ladder.")
    int show(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("ladder.show", new LadderOperations.ByName(name), COLUMNS);
    }

    @Command(name = "remove", description = "Remove a ladder that no channel has.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("ladder.remove", new LadderOperations.ByName(name), COLUMNS);
    }
}
