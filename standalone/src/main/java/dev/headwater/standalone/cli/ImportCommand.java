package dev.headwater.standalone.cli;

import dev.headwater.api.admin.catalog.GuideOperations;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import …}. */
@Command(
        name = "import",
        description = "Take over what other systems hold: channels, films, series, lines.",
        synopsisSubcommandLabel = "COMMAND")
final class ImportCommand extends Group {
    private static final List<Column> COLUMNS = Column.of("name", "kind", "state", "updatedAt", "source", "error");

    @Command(name = "m3u", description = "Import an M3U playlist: live channels, films and series.")
    int m3u(
            @Mixin Common common,
            @Mixin ImportOptions options,
            @Mixin ImportOptions.OfContent content,
            @Mixin ImportOptions.OfWeb web,
            @Parameters(paramLabel = "SOURCE", description = "http(s)://… or a file, packed with gzip or not.")
                    String source,
            @Option(names = "--catchup", description = "Record channels for as many days as the list names.")
                    boolean catchup)
            throws Exception {
        return new ImportRunner(common, options, content, web).run("m3u", source, catchup, false, null, null);
    }

    @Command(name = "xtream", description = "Import an account of another panel: categories, channels, films, series.")
    int xtream(
            @Mixin Common common,
            @Mixin ImportOptions options,
            @Mixin ImportOptions.OfContent content,
            @Mixin ImportOptions.OfWeb web,
            @Mixin PasswordOptions password,
            @Parameters(paramLabel = "SOURCE", description = "http(s)://host:port") String source,
            @Option(names = "--username", required = true, paramLabel = "NAME", description = "Of the account.")
                    String username,
            @Option(
                            names = "--keep-ids",
                            description =
                                    "Give everything the id it has there, where that is free, so that favourites survive.")
                    boolean keepIds,
            @Option(names = "--catchup", description = "Record channels for as many days as the panel keeps.")
                    boolean catchup)
            throws Exception {
        return new ImportRunner(common, options, content, web)
                .run("xtream", source, catchup, keepIds, username, password.read());
    }

    @Command(name = "xmltv", description = "Import a guide; it is imported again each day.")
    int xmltv(
            @Mixin Common common,
            @Parameters(paramLabel = "SOURCE", description = "http(s)://… or a file, plain, gzip or xz.") String source,
            @Option(names = "--name", paramLabel = "NAME", description = "Default: what the file is called.") @Nullable
                    String name,
            @Option(names = "--allow-private", description = "Let the URL lead to private and loopback addresses.")
                    boolean allowPrivate,
            @Option(names = "--yes", description = "Take it though more than half of the programmes are missing.")
                    boolean yes,
            @Option(names = "--preview", description = "Show what would be added, changed and removed; change nothing.")
                    boolean preview)
            throws Exception {
        String named = name == null ? guideName(source) : name;
        Function<Sources, GuideOperations.Add> wanted =
                sources -> new GuideOperations.Add(named, sources.list(source), null, null, null, null, allowPrivate);
        GuideImporting importing = new GuideImporting(common);
        return preview ? importing.preview(named, wanted) : importing.run(named, wanted, yes);
    }

    /** Of the last part of a path or URL, what may stand in a name. */
    private static String guideName(String source) {
        String file = source.replaceFirst("[?#].*", "").replaceFirst("/+$", "").replaceFirst(".*/", "");
        String name = file.replaceFirst("(\\.xml|\\.xmltv)?(\\.gz|\\.xz)?$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
        return name.isEmpty() ? "guide" : name.substring(0, Math.min(64, name.length()));
    }

    @Command(name = "lines", description = "Import lines from a CSV file, with their passwords.")
    int lines(
            @Mixin Common common,
            @Mixin ImportOptions options,
            @Mixin ImportOptions.OfWeb web,
            @Parameters(paramLabel = "SOURCE", description = "http(s)://… or a file whose first row names its columns.")
                    String source)
            throws Exception {
        return new ImportRunner(common, options, new ImportOptions.OfContent(), web)
                .run("lines", source, false, false, null, null);
    }

    @Command(name = "folder", description = "Import a folder of films and series, with .nfo files.")
    int folder(
            @Mixin Common common,
            @Mixin ImportOptions options,
            @Mixin ImportOptions.OfContent content,
            @Parameters(paramLabel = "SOURCE", description = "The folder.") String source)
            throws Exception {
        return new ImportRunner(common, options, content, new ImportOptions.OfWeb())
                .run("folder", source, false, false, null, null);
    }

    @Command(name = "list", description = "List imports and how they ended.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("import.list", options, COLUMNS);
    }
}
