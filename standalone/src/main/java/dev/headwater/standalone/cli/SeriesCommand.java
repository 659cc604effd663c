package dev.headwater.standalone.cli;

import dev.headwater.api.admin.catalog.EpisodeSettings;
import dev.headwater.api.admin.catalog.SeriesOperations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code series …}. */
@Command(
        name = "series",
        description = "Series and their episodes, packaged from files.",
        synopsisSubcommandLabel = "COMMAND")
final class SeriesCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("id", "name", "category", "released", "genre");
    private static final List<Column> EPISODES =
            Column.of("id", "season", "episode", "title", "state", "percent", "seconds", "error");

    @Command(name = "add", description = "Add a series; its episodes come with: series add-episode.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME", description = "As lists show it.") String name,
            @Mixin ListedOptions listed,
            @Mixin DetailOptions details)
            throws Exception {
        return common.run("series.add", new SeriesOperations.Add(listed.showing(name), details.settings()), COLUMNS);
    }

    @Command(name = "set", description = "Change what is named; the rest stays.")
    int set(
            @Mixin Common common,
            @Parameters(paramLabel = "ID") int id,
            @Option(names = "--name", paramLabel = "N", description = "As lists show it.") @Nullable String name,
            @Mixin ListedOptions listed,
            @Mixin DetailOptions details)
            throws Exception {
        return common.run(
                "series.set", new SeriesOperations.Change(id, listed.showing(name), details.settings()), COLUMNS);
    }

    @Command(name = "list", description = "List series.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("series.list", options, COLUMNS);
    }

    @Command(name = "show", description = "Show one series with its episodes.")
    int show(@Mixin Common common, @Parameters(paramLabel = "ID") int id) throws Exception {
        return common.runWithRows("series.show", new SeriesOperations.ById(id), new Common.Rows("episodes", EPISODES));
    }

    @Command(name = "remove", description = "Remove a series, its episodes and what was packaged of them.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "ID") int id) throws Exception {
        return common.runWithRows(
                "series.remove", new SeriesOperations.ById(id), new Common.Rows("episodes", EPISODES));
    }

    @Command(
            name = "add-episode",
            description = "Add an episode and make it ready to play. Ctrl-C leaves that going on in the server.")
    int addEpisode(
            @Mixin Common common,
            @Parameters(index = "0", paramLabel = "SERIES", description = "Its id or name.") String series,
            @Parameters(
                            index = "1",
                            paramLabel = "FILE",
                            description = "A path, or http(s)://… of a file. It has to stay there.")
                    String file,
            @Option(names = "--season", required = true, paramLabel = "N", description = "0: specials.") int season,
            @Option(names = "--episode", required = true, paramLabel = "N", description = "Its number in the season.")
                    int number,
            @Option(names = "--title", paramLabel = "T", description = "Its own name.") @Nullable String title,
            @Option(names = "--image", paramLabel = "URL", description = "A picture of it.") @Nullable String image,
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
                "series.add-episode",
                sources -> new SeriesOperations.AddEpisode(
                        series,
                        sources.media(file),
                        season,
                        number,
                        title,
                        image,
                        allowPrivate,
                        later,
                        encrypted,
                        details.settings()),
                "series.show-episode",
                later || noWait);
    }

    @Command(name = "set-episode", description = "Change what is named of an episode; the rest stays.")
    int setEpisode(
            @Mixin Common common,
            @Parameters(paramLabel = "EPISODE-ID") int id,
            @Option(names = "--title", paramLabel = "T", description = "Its own name.") @Nullable String title,
            @Option(names = "--image", paramLabel = "URL", description = "A picture of it.") @Nullable String image,
            @Mixin DetailOptions details,
            @Option(
                            names = "--encrypted",
                            negatable = true,
                            description = "Its segments are encrypted; what was made otherwise is made anew.")
                    @Nullable
                    Boolean encrypted)
            throws Exception {
        return common.run(
                "series.set-episode",
                new SeriesOperations.ChangeEpisode(
                        id, new EpisodeSettings(title, image, encrypted, details.settings())),
                EPISODES);
    }

    @Command(name = "remove-episode", description = "Remove an episode and what was packaged of it. Its file stays.")
    int removeEpisode(@Mixin Common common, @Parameters(paramLabel = "EPISODE-ID") int id) throws Exception {
        return common.run("series.remove-episode", new SeriesOperations.ById(id), EPISODES);
    }
}
