package dev.headwater.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.document.AdminRoutes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What documents show of a command's answer has the fields that it prints: all that are always there, none that are not, and
 * tables all of their columns.
 */
class SamplesTest {
    private static final Path DOCS = Path.of("..", "docs");
    /** A call at a prompt, and what is shown below it. */
    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^\\$ \\./headwater ([a-z-]+) ([a-z-]+)( .*)?\\n((?:(?!\\$ |```).*\\n)+)");

    private static final String LEFT_OUT = "…";
    private static final String COLUMN_GAP = " {2,}";
    private static final int LEAST = 15;

    private record Sample(String noun, String verb, boolean isJson, String shown) {
        String operation() {
            return noun + "." + verb;
        }

        String head() {
            return shown.lines().findFirst().orElse("");
        }

        boolean isTable() {
            return !isJson && !head().equals(LEFT_OUT) && head().equals(head().toUpperCase(Locale.ROOT));
        }
    }

    private final JsonNode document = document();

    private static JsonNode document() {
        try (InputStream in = AdminRoutes.class.getResourceAsStream("/META-INF/swagger/admin-v1.json")) {
            return Operations.JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> showsWhatIsPrinted() throws IOException {
        List<Sample> samples = samples();
        assertThat(samples).hasSizeGreaterThan(LEAST);
        return samples.stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.operation() + (sample.isJson() ? " --json" : ""), () -> check(sample)));
    }

    private void check(Sample sample) throws IOException {
        if (sample.isTable()) {
            assertThat(columns(sample.noun()))
                    .contains(List.of(sample.head().strip().split(COLUMN_GAP, -1)));
            return;
        }
        Set<String> always = new TreeSet<>();
        Set<String> ever = new TreeSet<>();
        fields(answer(sample.operation()), sample.isJson(), true, always, ever);
        assertThat(ever).as("fields of " + sample.operation()).isNotEmpty();
        for (Set<String> shown : sample.isJson() ? json(sample.shown()) : List.of(names(sample.shown()))) {
            if (!shown.remove(LEFT_OUT)) {
                assertThat(shown).containsAll(always);
            }
            assertThat(ever).containsAll(shown);
        }
    }

    /** To the table below, where there is one. */
    private static Set<String> names(String shown) {
        return new TreeSet<>(shown.lines()
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.split(" ", 2)[0])
                .toList());
    }

    private static List<Set<String>> json(String shown) throws IOException {
        JsonNode answer = Operations.JSON.readTree(shown);
        List<Set<String>> all = new ArrayList<>();
        (answer.isArray() ? answer : Operations.JSON.createArrayNode().add(answer))
                .forEach(one -> all.add(one.properties().stream()
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new))));
        return all;
    }

    /** Objects in objects are shown flat to people. */
    private void fields(JsonNode schema, boolean isJson, boolean isAlways, Set<String> always, Set<String> ever) {
        schema.path("properties").properties().forEach(field -> {
            // What is a table below is no line.
            boolean isTable =
                    !isJson && resolved(field.getValue().path("items")).has("properties");
            boolean isThere =
                    isAlways && !isTable && !field.getValue().path("nullable").asBoolean();
            JsonNode of = resolved(field.getValue());
            if (!isJson && of.has("properties")) {
                fields(of, false, isThere, always, ever);
                return;
            }
            ever.add(field.getKey());
            if (isThere) {
                always.add(field.getKey());
            }
        });
    }

    /** The schema of what an operation answers; of lists, that of one. */
    private JsonNode answer(String operation) {
        for (JsonNode path : document.path("paths")) {
            for (JsonNode route : path) {
                if (route.path("operationId").asText().equals(operation)) {
                    JsonNode schema = resolved(route.at("/responses/200/content/application~1json/schema"));
                    JsonNode items = schema.at("/properties/items/items");
                    return items.isMissingNode() ? schema : resolved(items);
                }
            }
        }
        throw new AssertionError("there is no operation " + operation);
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode whole = schema;
        while (whole.has("$ref") || whole.has("allOf")) {
            String ref = (whole.has("$ref") ? whole : whole.path("allOf").path(0))
                    .path("$ref")
                    .asText();
            whole = document.at(ref.substring(1));
        }
        return whole;
    }

    /** Headers of all tables that commands of a noun print. */
    private static List<List<String>> columns(String noun) {
        Object group =
                Headwater.commandLine(Map.of()).getSubcommands().get(noun).getCommand();
        return Arrays.stream(group.getClass().getDeclaredFields())
                .filter(field -> List.class.equals(field.getType()))
                .map(field -> header(field))
                .toList();
    }

    private static List<String> header(Field columns) {
        columns.setAccessible(true);
        try {
            List<?> all = (List<?>) columns.get(null);
            return all.stream()
                    .map(column -> ((Column) column).field().toUpperCase(Locale.ROOT))
                    .toList();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> documents = Files.walk(DOCS)) {
            for (Path file :
                    documents.filter(one -> one.toString().endsWith(".md")).toList()) {
                SAMPLE.matcher(Files.readString(file))
                        .results()
                        .map(SamplesTest::sample)
                        .filter(sample ->
                                AdminRoutes.packaged().of(sample.operation()).isPresent())
                        .forEach(samples::add);
            }
        }
        return samples;
    }

    private static Sample sample(MatchResult found) {
        String options = found.group(3) == null ? "" : found.group(3);
        return new Sample(found.group(1), found.group(2), options.contains("--json"), found.group(4));
    }
}
