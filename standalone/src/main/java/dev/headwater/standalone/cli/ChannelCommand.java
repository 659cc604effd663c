package dev.headwater.standalone.cli;

import dev.headwater.api.admin.catalog.ChannelOperations;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code channel …}. */
@Command(
        name = "channel",
        description = "Channels: live streams and what they are made from.",
        synopsisSubcommandLabel = "COMMAND")
final class ChannelCommand extends Group {
    private static final List<Column> COLUMNS =
            Column.of("id", "name", "category", "ladder", "state", "sources", "error");

    @Command(name = "add", description = "Add a channel; it goes on air at once.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME", description = "As lists show it.") String name,
            @Option(
                            names = "--source",
                            required = true,
                            paramLabel = "URL",
                            description =
                                    "testcard: | testcard:gradients | file:/abs/path (looped) | http(s)://… (MPEG-TS or HLS) | udp://@group:port | udp://address:port. Repeatable, in order of priority; only the first is read yet.")
                    List<String> sources,
            @Mixin ListedOptions listed,
            @Mixin ChannelOptions options,
            @Option(
                            names = "--ladder",
                            paramLabel = "NAME",
                            description = "Encode to this ladder: see 'ladder list'. Default: copy what can be copied.")
                    @Nullable
                    String ladder,
            @Option(names = "--allow-private", description = "Let HTTP sources lead to private and loopback addresses.")
                    boolean allowPrivate)
            throws Exception {
        return common.runOfFiles(
                "channel.add",
                found -> new ChannelOperations.Add(
                        sources.stream().map(found::url).toList(),
                        ladder,
                        allowPrivate,
                        listed.showing(name),
                        options.settings()),
                COLUMNS);
    }

    @Command(name = "set", description = "Change what is named; the rest stays.")
    int set(
            @Mixin Common common,
            @Parameters(paramLabel = "ID") int id,
            @Option(names = "--name", paramLabel = "N", description = "As lists show it.") @Nullable String name,
            @Mixin ListedOptions listed,
            @Mixin ChannelOptions options)
            throws Exception {
        return common.run(
                "channel.set", new ChannelOperations.Change(id, listed.showing(name), options.settings()), COLUMNS);
    }

    @Command(name = "list", description = "List channels and how they are doing.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("channel.list", options, COLUMNS);
    }

    @Command(name = "show", description = "Show one channel.")
    int show(@Mixin Common common, @Parameters(paramLabel = "ID") int id) throws Exception {
        return common.run("channel.show", new ChannelOperations.ById(id), COLUMNS);
    }

    @Command(name = "remove", description = "Take a channel off air for good.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "ID") int id) throws Exception {
        return common.run("channel.remove", new ChannelOperations.ById(id), COLUMNS);
    }
}
