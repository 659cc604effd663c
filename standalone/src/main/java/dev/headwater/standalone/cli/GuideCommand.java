package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.catalog.GuideMappingOperations;
import dev.headwater.api.admin.catalog.GuideOperations;
import dev.headwater.standalone.control.Control;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code guide …}. */
@Command(name = "guide", description = "The programme guide and its sources.", synopsisSubcommandLabel = "COMMAND")
final class GuideCommand extends Group {
    private static final List<Column> SOURCES =
            Column.of("name", "source", "priority", "zone", "imported", "channels", "programmes");
    private static final List<Column> MATCHES = Column.of("id", "name", "guideId", "how", "confidence");

    @Command(name = "add", description = "Add a source: XMLTV, plain, gzip or xz. It is imported each day.")
    int add(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME", description = "1 to 64 of A-Z a-z 0-9 . _ -") String name,
            @Parameters(paramLabel = "SOURCE", description = "An http or https URL, or a file.") String source,
            @Option(
                            names = "--priority",
                            paramLabel = "N",
                            description =
                                    "Of sources that have a channel's day, the lowest number is shown (default: 100).")
                    @Nullable
                    Integer priority,
            @Option(
                            names = "--zone",
                            paramLabel = "Z",
                            description = "What times without an offset are in, such as Europe/Berlin (default: UTC).")
                    @Nullable
                    String zone,
            @Option(names = "--days-behind", paramLabel = "N", description = "Days kept of the past (default: 7).")
                    @Nullable
                    Integer behind,
            @Option(names = "--days-ahead", paramLabel = "N", description = "Days kept of the future (default: 14).")
                    @Nullable
                    Integer ahead,
            @Option(names = "--allow-private", description = "Let the URL lead to private and loopback addresses.")
                    boolean allowPrivate)
            throws Exception {
        return common.runOfFiles(
                "guide.add",
                found -> new GuideOperations.Add(name, found.list(source), priority, zone, behind, ahead, allowPrivate),
                SOURCES);
    }

    @Command(name = "list", description = "List sources, the best first.")
    int list(@Mixin Common common, @Mixin ListOptions options) throws Exception {
        return common.list("guide.list", options, SOURCES);
    }

    @Command(name = "remove", description = "Remove a source with all that came from it.")
    int remove(@Mixin Common common, @Parameters(paramLabel = "NAME") String name) throws Exception {
        return common.run("guide.remove", new GuideOperations.ByName(name), SOURCES);
    }

    @Command(name = "import", description = "Import a source now, or all of them.")
    int importNow(
            @Mixin Common common,
            @Parameters(paramLabel = "NAME", arity = "0..1", description = "All where it is left out.") @Nullable
                    String name,
            @Option(names = "--yes", description = "Take it though more than half of the programmes are missing.")
                    boolean yes)
            throws Exception {
        return new GuideImporting(common).run(name, yes);
    }

    @Command(
            name = "map",
            description = "Show which guide id each channel has, and why; or choose one.",
            footer = "how: id (it came with it), name (alike, taken), proposed (somewhat alike, not taken),"
                    + " chosen, unknown")
    int map(
            @Mixin Common common,
            @Parameters(paramLabel = "CHANNEL", arity = "0..1", description = "A channel's id.") @Nullable
                    Integer channel,
            @Parameters(
                            paramLabel = "GUIDE-ID",
                            arity = "0..1",
                            description = "What it is to have; none: no guide; auto: as it is found.")
                    @Nullable
                    String guideId)
            throws Exception {
        if (channel == null) {
            return common.run(GuideCommand::mapped, MATCHES);
        }
        return guideId == null
                ? common.run("guide.match", new GuideMappingOperations.OfChannel(channel), MATCHES)
                : common.run("guide.choose", new GuideMappingOperations.Choice(channel, guideId), MATCHES);
    }

    /** All channels, after those that are sure were given theirs. */
    private static JsonNode mapped(Control control) {
        control.call("guide.map", Operations.JSON.createObjectNode());
        ArrayNode rows = Operations.JSON.createArrayNode();
        String next = null;
        do {
            JsonNode page = control.call(
                    "guide.matches",
                    Operations.JSON.valueToTree(new ListQuery(null, null, Map.of(), ListQuery.MAX_LIMIT, next)));
            page.path("items").forEach(rows::add);
            next = page.path("next").asText(null);
        } while (next != null);
        return rows;
    }
}
