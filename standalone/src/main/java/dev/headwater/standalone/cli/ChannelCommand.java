package dev.headwater.standalone.cli;

import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.catalog.ChannelOperations;
import dev.headwater.api.admin.catalog.SourceOperations;
import dev.headwater.standalone.control.Control;
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
    private static final List<Column> AUDIO_COLUMNS = Column.of("codec", "language", "channels", "sampleRate");
    private static final List<Column> SUBTITLE_COLUMNS = Column.of("codec", "language", "use");

    @Command(name = "add", description = "Add a channel; it goes on air at once.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME", description = "As lists show it.") String name,
            @Option(
                            names = "--source",
                            required = true,
                            paramLabel = "URL",
                            description =
                                    "testcard: | file:/abs/path (looped) | playlist:/abs/list.m3u | http(s)://… (MPEG-TS or HLS) | udp://@group:port | rtp://@group:port | srt://host:port | rtmp://host/app/stream | rtmp://:port/app?listen | rtsp://host/path. Repeatable, in order of priority.")
                    List<String> sources,
            @Mixin ListedOptions listed,
            @Mixin ChannelOptions options,
            @Option(
                            names = "--ladder",
                            paramLabel = "NAME",
                            description = "Encode to this ladder: see 'ladder list'. Default: copy what can be copied.")
                    @Nullable
                    String ladder,
            @Option(names = "--allow-private", description = "Let sources lead to private and loopback addresses.")
                    boolean allowPrivate,
            @Option(names = "--probe", description = "Look at each source first, and add nothing that can not be read.")
                    boolean probe)
            throws Exception {
        return common.run(
                control -> {
                    Sources found = new Sources(common, control);
                    List<String> urls = sources.stream().map(found::url).toList();
                    if (probe) {
                        urls.forEach(url -> look(control, url, allowPrivate));
                    }
                    ChannelOperations.Add add = new ChannelOperations.Add(
                            urls, ladder, allowPrivate, listed.showing(name), options.settings());
                    return control.call("channel.add", Operations.JSON.valueToTree(add));
                },
                COLUMNS);
    }

    /** Throws where it can not be read. */
    private static void look(Control control, String url, boolean allowPrivate) {
        SourceOperations.Probe probe = new SourceOperations.Probe(url, allowPrivate);
        var _ = control.call("channel.probe", Operations.JSON.valueToTree(probe));
    }

    @Command(name = "probe", description = "Read a source for some seconds and say what it is; nothing is added.")
    int probe(
            @Mixin Common common,
            @Parameters(paramLabel = "URL", description = "As --source of channel add.") String source,
            @Option(names = "--allow-private", description = "Let it lead to private and loopback addresses.")
                    boolean allowPrivate)
            throws Exception {
        return common.runWithRows(
                "channel.probe",
                new SourceOperations.Probe(source, allowPrivate),
                new Common.Rows("audio", AUDIO_COLUMNS),
                new Common.Rows("subtitles", SUBTITLE_COLUMNS));
    }

    @Command(name = "set", description = "Change what is named; the rest stays.")
    int set(
            @Mixin Common common,
            @Parameters(paramLabel = "ID") int id,
            @Option(names = "--name", paramLabel = "N", description = "As lists show it.") @Nullable String name,
            @Option(
                            names = "--source",
                            paramLabel = "URL",
                            description =
                                    "Instead of all that it has, as of channel add; one that is spelled as channel show does stays what it is. Repeatable.")
                    @Nullable
                    List<String> sources,
            @Option(names = "--allow-private", description = "Let new sources lead to private and loopback addresses.")
                    boolean allowPrivate,
            @Option(
                            names = "--ladder",
                            paramLabel = "NAME",
                            description = "Encode to this ladder; an empty text: copy what can be copied.")
                    @Nullable
                    String ladder,
            @Mixin ListedOptions listed,
            @Mixin ChannelOptions options)
            throws Exception {
        return common.runOfFiles(
                "channel.set",
                found -> new ChannelOperations.Change(
                        id,
                        sources == null
                                ? null
                                : sources.stream().map(found::url).toList(),
                        ladder,
                        allowPrivate ? true : null,
                        listed.showing(name),
                        options.settings()),
                COLUMNS);
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
