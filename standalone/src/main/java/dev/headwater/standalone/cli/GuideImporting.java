package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.catalog.GuideOperations;
import dev.headwater.api.imports.guide.GuideRun;
import dev.headwater.core.media.Redaction;
import dev.headwater.standalone.control.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Imports guides and shows how far that is. */
final class GuideImporting {
    private static final List<Column> RUNS =
            Column.of("source", "state", "channels", "programmes", "written", "mapped");

    private static final List<Column> PREVIEW =
            Column.of("source", "state", "channels", "programmes", "written", "unchanged", "removed");

    private final Common common;

    GuideImporting(Common common) {
        this.common = common;
    }

    /** @param name of a source; null: all of them */
    int run(@Nullable String name, boolean yes) throws Exception {
        return run(control -> {}, name, yes);
    }

    /** Makes the source where there is none of its name. */
    int run(String name, Function<Sources, GuideOperations.Add> source, boolean yes) throws Exception {
        return run(control -> addMissing(control, source.apply(new Sources(common, control))), name, yes);
    }

    /** Reads a source and shows what an import would do; changes nothing. */
    int preview(String name, Function<Sources, GuideOperations.Add> source) throws Exception {
        List<String> failed = new ArrayList<>();
        common.run(
                control -> {
                    JsonNode job = control.call(
                            "guide.preview", Operations.JSON.valueToTree(source.apply(new Sources(common, control))));
                    JsonNode ended = new JobWatcher(control, common).result(job, "Reading the guide " + name);
                    if (isFailed(ended)) {
                        failed.add(whyNot(ended));
                    }
                    return Operations.JSON.createArrayNode().add(flat(ended));
                },
                PREVIEW);
        if (!failed.isEmpty()) {
            throw new OperationException(String.join("; ", failed));
        }
        return 0;
    }

    /** What is done before. */
    @FunctionalInterface
    private interface Before {
        void run(Control control);
    }

    private int run(Before before, @Nullable String name, boolean yes) throws Exception {
        List<String> failed = new ArrayList<>();
        common.run(
                control -> {
                    before.run(control);
                    ArrayNode done = Operations.JSON.createArrayNode();
                    JsonNode begun = control.call(
                            "guide.import", Operations.JSON.valueToTree(new GuideOperations.Import(name, yes)));
                    for (JsonNode run : begun.path("items")) {
                        JsonNode ended = new JobWatcher(control, common)
                                .result(
                                        run,
                                        "Importing the guide "
                                                + run.path("result")
                                                        .path("source")
                                                        .asText());
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

    private static void addMissing(Control control, GuideOperations.Add source) {
        JsonNode all = control.call("guide.list", Operations.JSON.valueToTree(ListQuery.ALL));
        for (JsonNode known : all.path("items")) {
            if (known.path("name").asText().equals(source.name())) {
                if (!known.path("source").asText().equals(Redaction.of(source.source()))) {
                    throw new OperationException("the guide '" + source.name()
                            + "' comes from elsewhere; give this one a name of its own with --name");
                }
                return;
            }
        }
        control.call("guide.add", Operations.JSON.valueToTree(source));
    }

    private static boolean isFailed(JsonNode ended) {
        return ended.path("state").asText().equals(GuideRun.FAILED);
    }

    private static String whyNot(JsonNode ended) {
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
