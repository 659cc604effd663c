package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.core.Pause;
import dev.headwater.standalone.control.Control;
import dev.headwater.standalone.guide.GuideRun;
import dev.headwater.standalone.operations.GuideOperations;
import dev.headwater.standalone.operations.OperationException;
import dev.headwater.standalone.operations.Operations;
import dev.headwater.standalone.runtime.ProgressLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final List<Column> RUNS =
            Column.of("source", "state", "channels", "programmes", "written", "mapped");
    private static final List<Column> MATCHES = Column.of("id", "name", "guideId", "how", "confidence");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

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
        return common.run(
                "guide.add",
                new GuideOperations.Add(name, location(source), priority, zone, behind, ahead, allowPrivate),
                SOURCES);
    }

    /** A file as a server finds it that runs elsewhere. */
    static String location(String source) {
        Path file = Path.of(source);
        return !source.contains("://") && Files.exists(file)
                ? file.toAbsolutePath().normalize().toString()
                : source;
    }

    @Command(name = "list", description = "List sources, the best first.")
    int list(@Mixin Common common) throws Exception {
        return common.run("guide.list", new Operations.None(), SOURCES);
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
        List<String> failed = new ArrayList<>();
        common.run(
                control -> {
                    ArrayNode done = Operations.JSON.createArrayNode();
                    JsonNode begun = control.call(
                            "guide.import", Operations.JSON.valueToTree(new GuideOperations.Import(name, yes)));
                    for (JsonNode run : begun) {
                        JsonNode ended = awaited(control, run, common);
                        done.add(flat(ended));
                        if (isFailed(ended)) {
                            failed.add(whyNot(ended));
                        }
                    }
                    return done;
                },
                RUNS);
        if (!failed.isEmpty()) {
            throw new OperationException(String.join("; ", failed));
        }
        return 0;
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
        return common.run("guide.map", new GuideOperations.Choice(channel, guideId), MATCHES);
    }

    /** How a run ended, once it has. */
    static JsonNode awaited(Control control, JsonNode begun, Common common) {
        Pause pause = Pause.sleeping();
        ProgressLine line =
                common.progress("Importing the guide " + begun.path("source").asText());
        JsonNode run = begun;
        while (run.path("state").asText().equals(GuideRun.RUNNING)) {
            if (run.path("all").asLong() > 0) {
                line.at(run.path("done").asLong(), run.path("all").asLong());
            }
            pause.of(BETWEEN_LOOKS);
            run = control.call(
                    "guide.run",
                    Operations.JSON.valueToTree(
                            new GuideOperations.ById(begun.path("id").asInt())));
        }
        line.done();
        return run;
    }

    static boolean isFailed(JsonNode ended) {
        return ended.path("state").asText().equals(GuideRun.FAILED);
    }

    static String whyNot(JsonNode ended) {
        return "the guide " + ended.path("source").asText() + " was not imported, what was there stays: "
                + ended.path("error").asText();
    }

    /** As a row. */
    private static JsonNode flat(JsonNode run) {
        JsonNode report = run.path("report");
        ObjectNode row = Operations.JSON
                .createObjectNode()
                .put("source", run.path("source").asText())
                .put("state", run.path("state").asText())
                .put("channels", report.path("channels").asInt())
                .put("programmes", report.path("programmes").asInt())
                .put("outside", report.path("outside").asInt())
                .put("skipped", report.path("skipped").asInt())
                .put("written", report.path("daysWritten").asInt())
                .put("unchanged", report.path("daysUnchanged").asInt())
                .put("removed", report.path("daysRemoved").asInt())
                .put("cut", report.path("daysCut").asInt())
                .put("mapped", run.path("mapped").asInt());
        return isFailed(run) ? row.put("error", run.path("error").asText()) : row;
    }
}
