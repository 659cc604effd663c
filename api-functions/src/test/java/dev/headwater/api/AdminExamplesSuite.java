package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.Line;
import dev.headwater.core.admin.Caller;
import dev.headwater.core.admin.Role;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.playback.session.Hold;
import dev.headwater.core.playback.session.LineSessions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route of the document is asked as its example says, by an owner, and does it. What is added is remembered, so
 * that the routes of one such thing are asked for that; what can not be added over the API is put there before.
 */
abstract class AdminExamplesSuite extends AdminDocumentSuite {
    /** Looks last but one: what is removed can not be looked at. */
    private static final List<String> ORDER = List.of("POST", "PUT", "PATCH", "GET", "DELETE");

    /** Whose answer is no proof here: another suite holds them. Each with its reason. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("POST /admin/api/v1/auth/login", "needs a person's password: the suite of logging in"),
            Map.entry("POST /admin/api/v1/auth/refresh", "needs a refresh token: the suite of logging in"),
            Map.entry("POST /admin/api/v1/auth/logout", "needs a refresh token: the suite of logging in"),
            Map.entry("POST /admin/api/v1/auth/setup", "needs the one-time secret: the suite of the first run"),
            Map.entry("POST /admin/api/v1/auth/totp", "needs a person: the suite of logging in"),
            Map.entry("POST /admin/api/v1/auth/totp/confirm", "needs a person: the suite of logging in"),
            Map.entry("POST /admin/api/v1/auth/totp/remove", "needs a person: the suite of logging in"),
            Map.entry("POST /admin/api/v1/auth/password", "needs a person: the suite of logging in"),
            Map.entry("GET /admin/api/v1/jobs/{id}/events", "goes on while the job does: the suite of jobs"),
            Map.entry("PUT /admin/api/v1/uploads/{id}", "takes no JSON: the suite of uploads"),
            Map.entry("GET /admin/api/v1/imports/{name}", "is there once a job has begun: the suite of uploads"),
            Map.entry("POST /admin/api/v1/guide/imports", "needs a source that answers: the tests of guide imports"));

    /** What another route takes away is asked for of another thing. */
    private static final Map<String, String> OF_OTHERS =
            Map.of("POST /admin/api/v1/lines/{name}/erase", "/admin/api/v1/lines/leaver/erase");

    private static final String SESSION = "session-of-others";
    /** The channel that examples name. */
    private static final int CHANNEL = 12;

    private final DocumentedThings things = new DocumentedThings();
    /** What routes answered that have an {@code If-Match} and were sent a wrong one. */
    private final Map<String, Integer> wereStale = new LinkedHashMap<>();

    /** What can not be added over the API, and belongs to no reseller. */
    @BeforeEach
    void fillIn() {
        new Fill(headend).line("leaver", "secret-of-leaver");
        Line line = new Fill(headend).line("others", "secret-of-others");
        headend.sessions()
                .admit(
                        line.id(),
                        new LineSessions.Request(
                                SESSION,
                                CHANNEL,
                                new ClientIdentity("192.0.2.1", "player"),
                                Hold.live(2),
                                headend.clock().instant()),
                        line.limit());
        headend.channels()
                .save(Channel.of(
                        CHANNEL,
                        Listed.plain(
                                "Of others",
                                headend.categories()
                                        .named(ContentKind.LIVE, "Others")
                                        .id(),
                                headend.clock().instant()),
                        List.of(new Source("testcard:")),
                        Ladder.TINY.name()));
        String base = "/admin/api/v1/";
        things.put(base + "sessions/{id}", SESSION);
        things.put(base + "categories/{kind}", "live");
        things.put(
                base + "categories/{kind}/{name}",
                headend.categories().named(ContentKind.LIVE, "Empty").name());
        things.put(
                base + "jobs/{id}",
                headend.jobs().begin("test", Caller.LOCAL, null).job().id());
        things.put(base + "guide/mapping/{channel}", Integer.toString(CHANNEL));
    }

    @Test
    void everyExampleWorks() {
        List<DocumentedRoute> waiting = new ArrayList<>(routes().stream()
                .filter(route -> !ELSEWHERE.containsKey(route.toString()))
                .sorted(Comparator.comparingInt(AdminExamplesSuite::turn))
                .toList());
        assertThat(waiting)
                .filteredOn(route -> route.takesJson() && route.example() == null)
                .as("bodies without @Schema(example = …)")
                .isEmpty();
        Map<String, String> refused = new LinkedHashMap<>();
        boolean goesOn = true;
        // An example may name what another one adds: as long as one more works, the rest is tried again.
        while (goesOn && !waiting.isEmpty()) {
            refused.clear();
            goesOn = waiting.removeIf(route -> works(route, refused));
        }
        assertThat(refused)
                .as("routes whose example did not work; a variable nothing is known for has to be put there before")
                .isEmpty();
        assertThat(wereStale).as("what has an ETag").hasSizeGreaterThan(15);
        assertThat(wereStale.values()).as("%s", wereStale).containsOnly(412);
    }

    @Test
    void aResellerIsToldOfNothingThatBelongsToOthers() {
        List<DocumentedRoute> routes = routes();
        Map<String, String> refused = new LinkedHashMap<>();
        routes.stream()
                .filter(route -> route.method().equals("POST") && route.isList() && route.takesJson())
                .filter(route -> !ELSEWHERE.containsKey(route.toString()))
                .forEach(route -> works(route, refused));
        Map<String, String> told = new LinkedHashMap<>();
        routes.stream()
                .filter(route -> route.path().contains("{") && isForResellers(route))
                .forEach(route -> {
                    String target = things.target(route).orElseGet(() -> route.filled("1"));
                    Reply reply = send(as(AdminKeys.of(Role.RESELLER), ask(route, target)));
                    if (reply.status() != 404) {
                        told.put(route.toString(), reply.toString());
                    }
                });
        assertThat(told).isEmpty();
    }

    /** What takes something away comes last. */
    private static int turn(DocumentedRoute route) {
        return route.path().endsWith("/bulk") ? ORDER.size() : ORDER.indexOf(route.method());
    }

    private static boolean isForResellers(DocumentedRoute route) {
        return route.permission() != null
                && Role.RESELLER.permissions().stream()
                        .anyMatch(permission -> permission.scope().equals(route.permission()));
    }

    private boolean works(DocumentedRoute route, Map<String, String> refused) {
        Optional<String> target =
                Optional.ofNullable(OF_OTHERS.get(route.toString())).or(() -> things.target(route));
        if (target.isEmpty()) {
            refused.put(route.toString(), "nothing is known for its variables");
            return false;
        }
        if (route.statuses().contains("412")) {
            Reply stale = send(as(OWNER, ask(route, target.get())).with("If-Match", "\"0123456789abcdef\""));
            assertThat(stale.status()).as(route + " " + stale.text()).isIn(404, 409, 412);
            wereStale.merge(route.toString(), stale.status(), (before, now) -> now);
        }
        Reply reply = send(as(OWNER, ask(route, target.get())));
        if (reply.status() / 100 != 2) {
            refused.put(route.toString(), reply.toString());
            return false;
        }
        assertThat(route.statuses())
                .as(route + ": what it answers; where that is not 200, nor 201 of an .add, @ApiResponse says it")
                .contains(Integer.toString(reply.status()));
        if (route.method().equals("POST") && reply.body().length > 0) {
            things.remember(route.path(), reply.json());
        }
        if (route.method().equals("PATCH") && route.path().endsWith("/{name}")) {
            things.renamed(route.path(), reply.json());
        }
        return true;
    }
}
