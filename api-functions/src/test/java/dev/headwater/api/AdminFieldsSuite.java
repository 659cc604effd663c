package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operations;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Where one field of what was sent is wrong, the answer names that field. Asked of every field of every body and of every
 * list that the document has, so that a new one is covered by itself.
 */
abstract class AdminFieldsSuite extends AdminDocumentSuite {
    private static final int CHANNEL = 12;
    private static final JsonNode TOO_LONG = TextNode.valueOf("x".repeat(20_000));

    /** What is as long as you like, each with its reason. */
    private static final Set<String> UNLIMITED = Set.of(
            // Cut to the end that says what is in the file.
            "POST /admin/api/v1/uploads name",
            // Nothing is told of what is sent to end a login.
            "POST /admin/api/v1/auth/logout refreshToken");

    private final DocumentedThings things = new DocumentedThings();
    private final AtomicInteger next = new AtomicInteger();

    /**
     * A value that no such field may have.
     *
     * @param isRefused whether it surely is refused for that; else it may also be taken
     */
    record Wrong(JsonNode value, boolean isRefused) {}

    @TestFactory
    Stream<DynamicTest> aFieldThatIsWrongIsNamed() {
        addOneOfEach();
        return routes().stream()
                .filter(DocumentedRoute::takesJson)
                .flatMap(route -> route.fields().entrySet().stream()
                        .map(field -> DynamicTest.dynamicTest(
                                route + " " + field.getKey(),
                                () -> wrongs(field.getValue())
                                        .forEach(wrong -> assertNamed(route, field.getKey(), wrong)))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsTakenIsNamed() {
        addOneOfEach();
        return routes().stream()
                .filter(route -> route.method().equals("POST") && route.takesJson())
                .filter(route -> route.statuses().contains("201"))
                .map(route -> DynamicTest.dynamicTest(route.toString(), () -> {
                    Reply again = send(as(OWNER, ask(route, things.target(route).orElseThrow())));
                    assertThat(again.status()).as(again.text()).isIn(201, 409);
                    if (again.status() == 409) {
                        assertThat(route.fields())
                                .containsKey(again.json().path("field").asText());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aParameterThatIsWrongIsNamed() {
        addOneOfEach();
        List<String> queries = List.of(
                "sort=bogus", "limit=0", "limit=" + (ListQuery.MAX_LIMIT + 1), "limit=many", "cursor=%7B", "bogus=1");
        return routes().stream()
                .filter(route ->
                        route.method().equals("GET") && route.parameters().contains("sort"))
                .map(route -> DynamicTest.dynamicTest(route.toString(), () -> {
                    String path = things.target(route).orElseThrow();
                    assertThat(send(as(OWNER, Ask.get(path + "?limit=" + ListQuery.MAX_LIMIT)))
                                    .status())
                            .isEqualTo(200);
                    for (String query : queries) {
                        Reply reply = send(as(OWNER, Ask.get(path + "?" + query)));
                        assertThat(reply.status())
                                .as(query + " " + reply.text())
                                .isEqualTo(422);
                        assertThat(reply.json().path("field").asText())
                                .as(query + " " + reply.text())
                                .isEqualTo(query.substring(0, query.indexOf('=')));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatNothingCanBeCalledIsNotThere() {
        return routes().stream()
                .filter(route ->
                        route.path().contains("{") && !route.toString().startsWith("PUT /admin/api/v1/uploads"))
                .flatMap(route -> Stream.of("x".repeat(2_000), "%20", "%C3%BC", "..%2F..")
                        .map(name -> DynamicTest.dynamicTest(
                                route + " " + shortened(name), () -> assertNoSuch(route, name))));
    }

    private void assertNoSuch(DocumentedRoute route, String name) {
        Reply reply = send(as(OWNER, ask(route, route.filled(name))));
        assertThat(reply.status()).as(reply.text()).isIn(404, 422);
        if (reply.status() == 422) {
            assertThat(route.path())
                    .as(reply.text())
                    .contains("{" + reply.json().path("field").asText() + "}");
        }
    }

    private void addOneOfEach() {
        headend.channels()
                .save(Channel.of(
                        CHANNEL,
                        Listed.plain(
                                "One",
                                headend.categories()
                                        .named(ContentKind.LIVE, "Empty")
                                        .id(),
                                headend.clock().instant()),
                        List.of(new Source("testcard:")),
                        Ladder.TINY.name()));
        things.put(API + "/categories/{kind}", "live");
        things.put(API + "/categories/{kind}/{name}", "Empty");
        things.put(API + "/guide/mapping/{channel}", Integer.toString(CHANNEL));
        List<DocumentedRoute> lists = new ArrayList<>(routes().stream()
                .filter(route -> route.method().equals("POST") && route.takesJson())
                .filter(route -> route.statuses().contains("201"))
                .toList());
        boolean goesOn = true;
        while (goesOn && !lists.isEmpty()) {
            goesOn = lists.removeIf(route -> things.target(route)
                    .map(target -> send(as(OWNER, ask(route, target))))
                    .filter(reply -> reply.status() == 201)
                    .map(reply -> {
                        things.remember(route.path(), reply.json());
                        return true;
                    })
                    .orElse(false));
        }
        assertThat(lists).as("what could not be added").isEmpty();
    }

    private static List<Wrong> wrongs(JsonNode schema) {
        JsonNode object = Operations.JSON.createObjectNode().put("x", 1);
        List<Wrong> wrongs = new ArrayList<>();
        switch (schema.path("type").asText()) {
            case "string" -> {
                wrongs.add(new Wrong(object, true));
                wrongs.add(new Wrong(TOO_LONG, false));
                if (schema.has("enum")) {
                    wrongs.add(new Wrong(TextNode.valueOf("none of these"), true));
                }
            }
            case "integer", "number" -> {
                wrongs.add(new Wrong(TextNode.valueOf("many"), true));
                wrongs.add(new Wrong(object, true));
                wrongs.add(new Wrong(IntNode.valueOf(Integer.MIN_VALUE), false));
                wrongs.add(new Wrong(IntNode.valueOf(Integer.MAX_VALUE), false));
            }
            case "boolean" -> wrongs.add(new Wrong(TextNode.valueOf("perhaps"), true));
            case "array" -> {
                wrongs.add(new Wrong(TextNode.valueOf("one"), true));
                wrongs.add(new Wrong(Operations.JSON.createArrayNode().add(object), true));
                wrongs.add(new Wrong(Operations.JSON.createArrayNode().addNull(), true));
            }
            case "object" -> wrongs.add(new Wrong(TextNode.valueOf("one"), true));
            default -> throw new AssertionError("a field of type " + schema);
        }
        return wrongs;
    }

    private void assertNamed(DocumentedRoute route, String field, Wrong wrong) {
        ObjectNode body = route.example() == null
                ? Operations.JSON.createObjectNode()
                : route.example().deepCopy();
        if (route.method().equals("POST") && body.has("name")) {
            // Else it is there already.
            body.put("name", body.path("name").asText() + next.incrementAndGet());
        }
        body.set(field, wrong.value());
        Reply reply = send(as(OWNER, Ask.of(route.method(), things.target(route).orElseThrow()))
                .with("Content-Type", "application/json")
                .withBody(body.toString()));
        String what = shortened(wrong.value().toString()) + " → " + reply.status() + " " + shortened(reply.text());
        assertThat(reply.status()).as(what).isLessThan(500).isNotEqualTo(400);
        if (wrong.isRefused()) {
            assertThat(reply.status()).as(what).isEqualTo(422);
        }
        if (wrong.value().equals(TOO_LONG) && !UNLIMITED.contains(route + " " + field)) {
            assertThat(reply.status()).as(what).isGreaterThanOrEqualTo(400);
        }
        if (reply.status() == 422) {
            assertThat(reply.json().path("field").asText()).as(what).isEqualTo(field);
        }
    }

    private static String shortened(String text) {
        return text.length() < 300 ? text : text.substring(0, 300) + "…";
    }
}
