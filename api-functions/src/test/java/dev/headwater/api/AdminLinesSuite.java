package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.Role;
import org.junit.jupiter.api.Test;

/** Lines over the admin API. */
abstract class AdminLinesSuite extends AdminSuite {
    private static final String RESELLER = AdminKeys.of(Role.RESELLER);

    @Override
    void fill() {
        headend.people()
                .administrators()
                .add(Administrator.of(
                                AdminKeys.RESELLER,
                                "rita",
                                Role.RESELLER,
                                "",
                                headend.clock().instant())
                        .withCredits(100));
    }

    @Test
    void aLineIsAddedShownChangedAndRemoved() {
        Reply added = post(OWNER, "/lines", "{\"name\":\"anna\",\"connections\":2}");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.json().path("password").asText()).hasSize(16);
        assertThat(added.json().path("links").path("m3u").asText()).contains("username=anna");
        Reply shown = get(OWNER, "/lines/anna");
        assertThat(shown.json().has("password")).isFalse();
        assertThat(shown.header("ETag"))
                .hasValue("\"" + shown.json().path("etag").asText() + "\"");
        assertThat(patch(OWNER, "/lines/anna", "{\"connections\":3}")
                        .json()
                        .path("connections")
                        .asInt())
                .isEqualTo(3);
        assertThat(post(OWNER, "/lines/anna/reveal", "{}")
                        .json()
                        .path("password")
                        .asText())
                .isEqualTo(added.json().path("password").asText());
        assertThat(delete(OWNER, "/lines/anna").status()).isEqualTo(200);
        assertThat(get(OWNER, "/lines/anna").status()).isEqualTo(404);
        assertThat(headend.audited()).containsExactly("line.add", "line.set", "line.reveal", "line.remove");
    }

    @Test
    void whoHasSeenAnOlderStateOverwritesNothing() {
        String seen =
                post(OWNER, "/lines", "{\"name\":\"anna\"}").header("ETag").orElseThrow();
        assertThat(patch(OWNER, "/lines/anna", "{\"connections\":3}").status()).isEqualTo(200);
        Reply late =
                send(json("PATCH", OWNER, "/lines/anna", "{\"connections\":9}").with("If-Match", seen));
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.header("Content-Type")).hasValue("application/problem+json");
        assertThat(get(OWNER, "/lines/anna").json().path("connections").asInt()).isEqualTo(3);
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 7; i++) {
            post(OWNER, "/lines", "{\"name\":\"line-%d\"}".formatted(i));
        }
        JsonNode first = get(OWNER, "/lines?limit=3&sort=-name&search=LINE").json();
        assertThat(first.path("total").asInt()).isEqualTo(7);
        assertThat(first.path("items"))
                .extracting(l -> l.path("name").asText())
                .containsExactly("line-6", "line-5", "line-4");
        JsonNode second = get(
                        OWNER,
                        "/lines?limit=3&sort=-name&search=LINE&cursor="
                                + first.path("next").asText())
                .json();
        assertThat(second.path("items"))
                .extracting(l -> l.path("name").asText())
                .containsExactly("line-3", "line-2", "line-1");
        assertThat(get(OWNER, "/lines?state=banned").json().path("total").asInt())
                .isZero();
        Reply unknown = get(OWNER, "/lines?colour=red");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().path("field").asText()).isEqualTo("colour");
    }

    @Test
    void aResellerKnowsOfNoOtherLines() {
        post(OWNER, "/lines", "{\"name\":\"theirs\"}");
        assertThat(post(RESELLER, "/lines", "{\"name\":\"mine\",\"days\":30}")
                        .json()
                        .path("ownerId")
                        .asInt())
                .isEqualTo(AdminKeys.RESELLER);
        assertThat(get(RESELLER, "/lines").json().path("items"))
                .extracting(l -> l.path("name").asText())
                .containsExactly("mine");
        assertThat(get(RESELLER, "/lines/theirs").status()).isEqualTo(404);
        assertThat(patch(RESELLER, "/lines/theirs", "{\"connections\":9}").status())
                .isEqualTo(404);
        assertThat(delete(RESELLER, "/lines/theirs").status()).isEqualTo(404);
        assertThat(post(RESELLER, "/lines/theirs/reveal", "{}").status()).isEqualTo(404);
        assertThat(get(OWNER, "/lines").json().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsNamed() {
        Reply unknown = post(OWNER, "/lines", "{\"name\":\"anna\",\"conections\":2}");
        assertThat(unknown.status()).as(unknown.text()).isEqualTo(422);
        assertThat(unknown.json().path("field").asText()).isEqualTo("conections");
        for (int connections : new int[] {0, 9_999}) {
            Reply many = post(OWNER, "/lines", "{\"name\":\"anna\",\"connections\":%d}".formatted(connections));
            assertThat(many.status()).as(many.text()).isEqualTo(422);
            assertThat(many.json().path("field").asText()).isEqualTo("connections");
        }
        assertThat(post(OWNER, "/lines", "{\"name\":\"anna\"").status()).isEqualTo(422);
        assertThat(post(OWNER, "/lines", "{\"name\":\"a b\"}").status()).isEqualTo(422);
        assertThat(post(OWNER, "/lines", "{\"name\":\"anna\"}").status()).isEqualTo(201);
        assertThat(post(OWNER, "/lines", "{\"name\":\"anna\"}").status()).isEqualTo(409);
    }

    @Test
    void whoIsNobodyGetsNothing() {
        for (String path : new String[] {"/lines", "/lines/anna", "/nothing/here"}) {
            Reply reply = send(Ask.get(API + path));
            assertThat(reply.status()).as(path).isEqualTo(401);
            assertThat(reply.header("Content-Type")).hasValue("application/problem+json");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(get("hwk_other", path).status()).isEqualTo(401);
        }
        assertThat(post(AdminKeys.of(Role.SUPPORT), "/lines", "{\"name\":\"anna\"}")
                        .status())
                .isEqualTo(403);
        assertThat(send(Ask.get("/admin")).status()).isEqualTo(401);
    }

    @Test
    void aLineExpiresInYearsThatThereAre() {
        for (String never : new String[] {
            "-1000000000-01-01T00:00:00Z",
            "+999999999-12-31",
            "+999999999-12-31T00:00:00Z",
            "1999-12-30",
            "+10000-01-01"
        }) {
            for (String key : new String[] {OWNER, RESELLER}) {
                Reply refused = post(key, "/lines", "{\"name\":\"anna\",\"expires\":\"%s\"}".formatted(never));
                assertThat(refused.status()).as(never).isEqualTo(422);
            }
        }
        assertThat(post(OWNER, "/lines", "{\"name\":\"anna\",\"expires\":\"9999-12-30\"}")
                        .status())
                .isEqualTo(201);
        assertThat(get(OWNER, "/lines").status()).isEqualTo(200);
        assertThat(post(RESELLER, "/lines", "{\"name\":\"berta\",\"expires\":\"9999-12-30\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aResellerAddsNoLineThatHasEnded() {
        Reply refused = post(RESELLER, "/lines", "{\"name\":\"old\",\"expires\":\"2001-01-01\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("field").asText()).isEqualTo("expires");
        assertThat(get(OWNER, "/lines/old").status()).isEqualTo(404);
    }
}
