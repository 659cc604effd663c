package dev.headwater.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.OperationException;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.imports.ImportRequest;
import dev.headwater.standalone.control.Control;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins an import, shows how far it is, asks where much would vanish, and shows how it ended. */
final class ImportRunner {
    private final Common common;
    private final ImportOptions options;
    private final ImportOptions.OfContent content;
    private final ImportOptions.OfWeb web;

    ImportRunner(Common common, ImportOptions options, ImportOptions.OfContent content, ImportOptions.OfWeb web) {
        this.common = common;
        this.options = options;
        this.content = content;
        this.web = web;
    }

    int run(
            String kind,
            String source,
            boolean catchup,
            boolean keepIds,
            @Nullable String username,
            @Nullable String password)
            throws Exception {
        try (Control control = common.open()) {
            // A folder can not be sent.
            String found = kind.equals("folder")
                    ? Path.of(source).toAbsolutePath().normalize().toString()
                    : new Sources(common, control).list(source);
            return run(control, request(kind, found, catchup, keepIds, username, password));
        }
    }

    private ImportRequest request(
            String kind,
            String source,
            boolean catchup,
            boolean keepIds,
            @Nullable String username,
            @Nullable String password) {
        return new ImportRequest(
                kind,
                source,
                options.name,
                options.preview,
                content.yes,
                options.bouquet,
                content.fetch,
                web.allowPrivate,
                catchup,
                keepIds,
                username,
                password,
                null);
    }

    private int run(Control control, ImportRequest request) throws Exception {
        JsonNode ended = await(control, request);
        // The source is read again: what was shown is what may vanish, not what it says by then.
        while (state(ended).equals("unconfirmed") && isConfirmed(ended)) {
            ended = await(control, request.confirmed(shown(ended)));
        }
        return show(ended);
    }

    private JsonNode await(Control control, ImportRequest request) {
        JsonNode job = control.call("import.start", Operations.JSON.valueToTree(request));
        return new JobWatcher(control, common).result(job, "Importing");
    }

    private static String state(JsonNode run) {
        return run.path("state").asText();
    }

    /** Only where somebody sits there to say so. */
    @SuppressWarnings("SystemConsoleNull")
    private boolean isConfirmed(JsonNode run) {
        Console console = System.console();
        if (console == null || !console.isTerminal() || common.isJson()) {
            return false;
        }
        String vanishing = String.valueOf(
                shown(run).values().stream().mapToLong(Long::longValue).sum());
        common.err().println(run.path("error").asText());
        common.err().flush();
        String typed = console.readLine("Type %s to let these %s go: ", vanishing, vanishing);
        return typed != null && typed.strip().equals(vanishing);
    }

    /** How much of each list would vanish. */
    static Map<String, Long> shown(JsonNode run) {
        Map<String, Long> shown = new HashMap<>();
        run.path("found")
                .path("vanishing")
                .forEach(one ->
                        shown.put(one.path("list").asText(), one.path("removed").asLong()));
        return shown;
    }

    private int show(JsonNode run) throws Exception {
        String state = state(run);
        boolean well = state.equals("done") || state.equals("preview");
        if (common.isJson()) {
            common.print(run);
        } else if (run.has("found")) {
            people(run.path("found"), run);
        }
        if (!well && !common.isJson()) {
            throw new OperationException(run.path("error").asText("the import did not end well"));
        }
        return well ? 0 : 1;
    }

    private void people(JsonNode found, JsonNode run) {
        PrintWriter out = common.out();
        String would = switch (state(run)) {
            case "preview" -> " (preview: nothing was changed)";
            case "unconfirmed" -> " (nothing was changed)";
            default -> "";
        };
        out.printf(
                "%,d added, %,d changed, %,d moved, %,d removed, %,d unchanged%s%n",
                found.path("added").asLong(),
                found.path("changed").asLong(),
                found.path("moved").asLong(),
                found.path("removed").asLong(),
                found.path("unchanged").asLong(),
                would);
        names(out, "added", found.path("addedNames"), found.path("added").asLong());
        names(out, "changed", found.path("changedNames"), found.path("changed").asLong());
        names(out, "removed", found.path("removedNames"), found.path("removed").asLong());
        told(
                out,
                "ids that could not be kept",
                found.path("conflictNotes"),
                found.path("conflicts").asLong());
        told(out, "remarks", run.path("notes"), run.path("noted").asLong());
        out.flush();
    }

    private static void names(PrintWriter out, String what, JsonNode names, long all) {
        if (!names.isEmpty()) {
            StringBuilder line = new StringBuilder("  ").append(what).append(": ");
            names.forEach(name -> line.append(name.asText()).append("; "));
            out.println(line.substring(0, line.length() - 2) + (all > names.size() ? "; …" : ""));
        }
    }

    private static void told(PrintWriter out, String what, JsonNode texts, long all) {
        if (all > 0) {
            out.printf("%,d %s:%n", all, what);
            texts.forEach(text -> out.println("  " + text.asText()));
            if (all > texts.size()) {
                out.println("  …");
            }
        }
    }
}
