package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.admin.Permission;
import dev.headwater.core.admin.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the admin plane refuses, of every route that its document has: one that is added is tested as well. Tokens are
 * checked by the clock on the wall.
 */
abstract class AdminSecuritySuite extends AdminDocumentSuite {
    private static final int MORE_THAN_ALLOWED = (64 << 10) + 1;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Whoever is not logged in yet asks these; each with its own way to tell who it is. */
    private static final Set<String> PUBLIC = Set.of(
            "POST /admin/api/v1/auth/login",
            "POST /admin/api/v1/auth/refresh",
            "POST /admin/api/v1/auth/logout",
            "POST /admin/api/v1/auth/setup");

    /** What streams, and has a limit of its own. */
    private static final Set<String> UPLOADS = Set.of("PUT /admin/api/v1/uploads/{id}");

    @TestFactory
    Stream<DynamicTest> whoIsNobodyIsRefused() {
        Instant now = headend.clock().instant();
        Map<String, String> wrong = new TreeMap<>(Map.of(
                "garbage", "x.y.z",
                "an unknown key", "hwk_nobody",
                "an expired token", AdminTokens.expired(now),
                "a token of another key", AdminTokens.ofAnotherKey(now),
                "an unsigned token", AdminTokens.unsigned(now),
                "a revoked token", AdminTokens.revoked(now)));
        return each(guarded(), route -> {
            assertProblem(send(ask(route, route.filled("1"))), 401);
            wrong.forEach((what, token) -> {
                Reply reply = send(as(token, ask(route, route.filled("1"))));
                assertThat(reply.status()).as(what).isEqualTo(401);
            });
        });
    }

    @Test
    void aGoodTokenIsTaken() {
        String token = AdminTokens.good(headend.clock().instant());
        assertThat(get(token, "/lines").status()).isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> whoLacksThePermissionIsRefused() {
        return each(guarded().filter(route -> route.permission() != null), route -> {
            Permission permission = Permission.of(route.permission()).orElseThrow();
            for (Role role : Role.values()) {
                if (!role.permissions().contains(permission)) {
                    Reply reply = send(as(AdminKeys.of(role), ask(route, route.filled("1"))));
                    assertThat(reply.status()).as(role + ": " + reply.text()).isEqualTo(403);
                }
            }
        });
    }

    @Test
    void everyRouteNamesItsPermission() {
        assertThat(guarded().filter(route -> route.permission() == null).map(Object::toString))
                .as("routes that whoever is known may ask, whatever they may")
                .allMatch(route -> route.contains("/auth/"));
    }

    @TestFactory
    Stream<DynamicTest> aBodyThatIsTooLargeIsRefused() {
        return each(withBody(), route -> {
            String body = "{\"name\":\"" + "x".repeat(MORE_THAN_ALLOWED) + "\"}";
            Ask ask = Ask.of(route.method(), route.filled("1")).with("Content-Type", "application/json");
            assertThat(send(as(OWNER, ask).withBody(body)).status()).isEqualTo(413);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsMissingIsNoFault() {
        return each(withBody(), route -> {
            for (String body : List.of("{}", "{\"name\":null}", "{\"name\":\"x\"}", "{\"days\":1}", "null", "[]")) {
                Ask ask = Ask.of(route.method(), route.filled("1")).with("Content-Type", "application/json");
                Reply reply = send(as(OWNER, ask).withBody(body));
                assertThat(reply.status()).as(body + " " + reply.text()).isLessThan(500);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aBodyOfAnotherTypeIsRefused() {
        return each(withBody(), route -> {
            Ask ask = Ask.of(route.method(), route.filled("1")).withBody("name=anna");
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "text/html")) {
                Reply reply = send(as(OWNER, ask).with("Content-Type", type));
                assertThat(reply.status()).as(type + " " + reply.text()).isEqualTo(415);
            }
        });
    }

    @Test
    void aMethodThatIsNotDocumentedIsRefused() {
        Map<String, Set<String>> methods = new TreeMap<>();
        routes().forEach(route ->
                methods.computeIfAbsent(route.path(), _ -> new TreeSet<>()).add(route.method()));
        methods.forEach((path, there) -> METHODS.stream()
                .filter(method -> !there.contains(method) && !isDocumentedOtherwise(methods, method, path))
                .forEach(method -> {
                    Ask ask = Ask.of(method, path.replaceAll("\\{[^}]+}", "1"));
                    String what = method + " " + path;
                    assertThat(send(ask).status()).as(what).isEqualTo(401);
                    assertThat(send(as(OWNER, ask)).status()).as(what).isEqualTo(405);
                }));
    }

    /** {@code /lines/bulk} may also be a line of that name. */
    private static boolean isDocumentedOtherwise(Map<String, Set<String>> methods, String method, String path) {
        return methods.entrySet().stream()
                .filter(other ->
                        !other.getKey().equals(path) && other.getValue().contains(method))
                .anyMatch(other -> path.matches(other.getKey().replaceAll("\\{[^}]+}", "[^/{}]+")));
    }

    @Test
    void whatIsNotDocumentedIsNotThere() {
        for (String path : List.of(
                "/admin",
                "/admin/",
                "/admin/api",
                "/admin/api/v1",
                "/admin/api/v1/nothing",
                "/admin/api/v2/lines",
                "/admin/api/v1/lines/a/b/c/d",
                "/admin/login",
                "/admin/logout",
                "/admin/oauth/access_token",
                "/admin/routes",
                "/admin/beans",
                "/admin/env",
                "/admin/swagger/admin-v1.yml",
                "/admin/META-INF/swagger/admin-v1.json",
                "/admin/api/openapi.yml",
                "/admin/api/1.ts")) {
            assertThat(get(path).status()).as(path).isEqualTo(401);
            assertThat(send(as(OWNER, Ask.get(path))).status()).as(path).isEqualTo(404);
        }
        assertThat(get(DOCUMENT).status()).isEqualTo(401);
    }

    private Stream<DocumentedRoute> guarded() {
        return routes().stream().filter(route -> !PUBLIC.contains(route.toString()));
    }

    private Stream<DocumentedRoute> withBody() {
        return routes().stream().filter(route -> route.bodyType() != null && !UPLOADS.contains(route.toString()));
    }

    /** Something that is to hold of a route. */
    interface Claim {
        void of(DocumentedRoute route);
    }

    static Stream<DynamicTest> each(Stream<DocumentedRoute> routes, Claim claim) {
        return routes.map(route -> DynamicTest.dynamicTest(route.toString(), () -> claim.of(route)));
    }

    static void assertProblem(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
    }
}
