package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.headwater.standalone.cli.Headwater;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The documents say what there is, all of it, and lead somewhere. */
class DocsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path DOCS = ROOT.resolve("docs");
    private static final Path COMMANDS = DOCS.resolve("2-operate").resolve("command-line.md");

    /** {@code [text](target)} and {@code ![text](target)}. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    /** A call of the launcher, in a block or within a line. */
    private static final Pattern CALL = Pattern.compile("\\./headwater((?: [^\\s`|,;:.()]+)*)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            String text = FENCED.matcher(read(document)).replaceAll("");
            for (String link : groups(LINK, text)) {
                if (!ELSEWHERE.matcher(link).matches() && !resolves(document, link)) {
                    dead.add(ROOT.relativize(document) + ": " + link);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void theIndexListsEveryDocument() throws IOException {
        List<String> listed = groups(LINK, read(DOCS.resolve("README.md")));
        List<String> there = documents().stream()
                .filter(document -> document.startsWith(DOCS) && !document.endsWith("README.md"))
                .map(document -> DOCS.relativize(document).toString())
                .toList();
        assertThat(listed).containsAll(there);
    }

    @Test
    void everyCommandHasItsHeadingAndEveryOptionItsPlace() throws IOException {
        List<String> headings = groups(HEADING, read(COMMANDS));
        String text = read(COMMANDS);
        List<String> missing = new ArrayList<>();
        commands().forEach((name, command) -> {
            if (!headings.contains(name)) {
                missing.add(name);
            }
            options(command)
                    .filter(option -> !Pattern.compile(Pattern.quote(option) + "\\b")
                            .matcher(text)
                            .find())
                    .forEach(option -> missing.add(name + " " + option));
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void everyCallThatIsShownCanBeMade() throws IOException {
        Map<String, CommandLine> commands = commands();
        List<String> wrong = new ArrayList<>();
        for (Path document : documents()) {
            for (String call : groups(CALL, read(document))) {
                if (!isPossible(commands, List.of(call.strip().split(" ", -1)))) {
                    wrong.add(ROOT.relativize(document) + ": ./headwater" + call);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyRouteIsWrittenDown() throws IOException {
        StringBuilder docs = new StringBuilder();
        for (Path document : documents()) {
            docs.append(read(document));
        }
        List<String> routes = routes();
        assertThat(routes).contains("`GET /health`", "`POST /get.php`", "`GET /live/");
        // The admin API's are in its OpenAPI document, which a test of their module holds against the controllers.
        assertThat(routes)
                .filteredOn(route -> !route.contains(" /admin/api/v1/") && docs.indexOf(route) < 0)
                .isEmpty();
    }

    private static boolean resolves(Path document, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty()
                ? document
                : document.resolveSibling(path).toAbsolutePath().normalize();
        if (hash < 0 || !Files.isRegularFile(target)) {
            return Files.exists(target) && hash < 0;
        }
        return groups(HEADING, FENCED.matcher(read(target)).replaceAll("")).stream()
                .map(DocsTest::anchor)
                .anyMatch(link.substring(hash + 1)::equals);
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /** Whether the words name a command, and each option is one of it; {@code test} hands its own on to Maven. */
    private static boolean isPossible(Map<String, CommandLine> commands, List<String> words) {
        String first = words.getFirst();
        if (first.equals("test") || first.equals("COMMAND") || first.isEmpty()) {
            return true;
        }
        String two = words.size() > 1 ? first + " " + words.get(1) : first;
        CommandLine command = commands.get(commands.containsKey(two) ? two : first);
        if (command == null) {
            return false;
        }
        Set<String> known = new HashSet<>(options(command).toList());
        return words.stream().filter(word -> word.startsWith("--")).allMatch(known::contains);
    }

    /** By what is typed: {@code channel}, {@code channel add}, … */
    private static Map<String, CommandLine> commands() {
        Map<String, CommandLine> commands = new java.util.TreeMap<>();
        Headwater.commandLine(Map.of()).getSubcommands().forEach((noun, group) -> {
            commands.put(noun, group);
            group.getSubcommands().forEach((verb, command) -> commands.put(noun + " " + verb, command));
        });
        return commands;
    }

    private static Stream<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream().flatMap(option -> Stream.of(option.names()));
    }

    /** As they have to stand there: to their first variable part, or whole. */
    private static List<String> routes() {
        List<String> routes = new ArrayList<>();
        for (JavaClass controller : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("dev.headwater.api")) {
            if (controller.isAnnotatedWith(Controller.class)) {
                String base = value(controller.getAnnotationOfType(Controller.class.getName()));
                for (JavaMethod method : controller.getMethods()) {
                    method.tryGetAnnotationOfType(Get.class.getName())
                            .ifPresent(get -> routes.add(route("GET", base, value(get))));
                    method.tryGetAnnotationOfType(Post.class.getName())
                            .ifPresent(post -> routes.add(route("POST", base, value(post))));
                }
            }
        }
        return routes;
    }

    private static String value(JavaAnnotation<?> annotation) {
        return annotation.get("value").map(Object::toString).orElse("");
    }

    private static String route(String method, String base, String path) {
        String whole = ("/" + base + "/" + path).replaceAll("/+", "/");
        int variable = whole.indexOf('{');
        return "`" + method + " "
                + (variable < 0 ? whole.replaceAll("(?<=.)/$", "") + "`" : whole.substring(0, variable));
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(DOCS)) {
            Predicate<Path> isDocument = file -> file.toString().endsWith(".md");
            return Stream.concat(top, docs).filter(isDocument).sorted().toList();
        }
    }

    private static List<String> groups(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }

    private static String read(Path document) throws IOException {
        return Files.readString(document);
    }
}
