package dev.headwater.standalone.cli;

import dev.headwater.api.admin.catalog.MovieOperations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code movie …}. */
@Command(name = "movie", description = "Movies: films packaged from files.", synopsisSubcommandLabel = "COMMAND")
final class MovieCommand extends Group {
    private static final List<Column> COLUMNS =
            Column.of("id", "name", "category", "state", "percent", "seconds", "error");

    @Command(
            name = "add",
            description = "Add a movie and make it ready to play. Ctrl-C leaves that going on in the server.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "FILE", description = "A path, or http(s)://… of a file. It has to stay there.")
                    String file,
            @Option(names = "--name", paramLabel = "N", description = "Default: the file's.") @Nullable String name,
            @Mixin ListedOptions listed,
            @Mixin DetailOptions details,
            @Option(names = "--allow-private", description = "Let a URL lead to private and loopback addresses.")
                    boolean allowPrivate,
            @Option(
                            names = "--later",
                            description = "Add it only; it is made ready when somebody first wants to see it.")
                    boolean later,
            @Option(
                            names = "--encrypted",
                            description = "Its segments are encrypted (HLS AES-128); there is no MP4 of it.")
                    boolean encrypted,
            @Option(names = "--no-wait", description = "Do not wait until it is ready.") boolean noWait)
            throws Exception {
        return common.runUntilReady(
                "movie.add",
                sources -> new MovieOperations.Add(
                        sources.media(file), allowPrivate, later, encrypted, listed.showing(name), details.settings()),
                "movie.show",
                later || noWait);
    }

    @Command(name = "list", description = "List movies.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("movie.list", options, COLUMNS);
    }

    @Command(name = "show", description = "Show one movie.")
    int show(@Mixin Common common, @Parameters(paramLabel = "ID") int id) throws Exception {
        return common.run("movie.show", new MovieOperations.ById(id), COLUMNS);
    }

    @Command(name = "set", description = "Change what is named; the rest stays.")
    int set(
            @Mixin Common common,
            @Parameters(paramLabel = "ID") int id,
            @Option(names = "--name", paramLabel = "N", description = "As lists show it.") @Nullable String name,
            @Mixin ListedOptions listed,
            @Mixin DetailOptions details,
            @Option(
                            names = "--encrypted",
                            negatable = true,
                            description = "Its segments are encrypted; what was made otherwise is made anew.")
                    @Nullable
                    Boolean encrypted)
            throws Exception {
        return common.run(
                "movie.set",
                new MovieOperations.Change(id, encrypted, listed.showing(name), details.settings()),
                COLUMNS);
    }

    @Command(name = "remove", description = "Remove a movie and what was packaged of it. Its file stays.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "ID") int id) throws Exception {
        return common.run("movie.remove", new MovieOperations.ById(id), COLUMNS);
    }
}
