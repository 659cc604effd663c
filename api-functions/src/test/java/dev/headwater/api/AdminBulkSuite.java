package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.api.listing.PublishRequests;
import dev.headwater.api.listing.Scope;
import dev.headwater.core.admin.Administrator;
import dev.headwater.core.admin.Role;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** One change for many, over the admin API. */
abstract class AdminBulkSuite extends AdminSuite {
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
                        .withCredits(5));
    }

    @Test
    void allThatAFilterMatchesAreChangedAndNoOthers() {
        lines(OWNER, 6, "");
        assertThat(patch(OWNER, "/lines/line-1", "{\"state\":\"banned\"}").status())
                .isEqualTo(200);
        JsonNode job = done(
                OWNER,
                "/lines/bulk",
                "{\"filter\":{\"search\":\"LINE-\",\"state\":\"active\"},\"set\":{\"connections\":7},\"expected\":5}");
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
        assertThat(job.path("kind").asText()).isEqualTo("line.bulk");
        assertThat(job.path("done").asInt()).isEqualTo(5);
        JsonNode result = job.path("result");
        assertThat(result.path("changed").asInt()).isEqualTo(5);
        assertThat(result.path("filter").path("state").asText()).isEqualTo("active");
        assertThat(result.path("set").path("connections").asInt()).isEqualTo(7);
        assertThat(connections("line-0")).isEqualTo(7);
        assertThat(connections("line-1")).isEqualTo(1);
        assertThat(Collections.frequency(headend.audited(), "line.bulk")).isEqualTo(1);
        assertThat(Collections.frequency(headend.audited(), "line.set")).isEqualTo(1 + 5);
    }

    @Test
    void whoThinksThatThereAreMoreOrFewerChangesNothing() {
        lines(OWNER, 3, "");
        for (int wrong : new int[] {0, 2, 4}) {
            Reply refused = post(
                    OWNER,
                    "/lines/bulk",
                    "{\"filter\":{\"search\":\"line-\"},\"remove\":true,\"expected\":%d}".formatted(wrong));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("detail").asText()).contains("3");
        }
        assertThat(post(OWNER, "/lines/bulk", "{\"names\":[\"line-0\",\"nobody\"],\"remove\":true,\"expected\":2}")
                        .status())
                .isEqualTo(409);
        assertThat(get(OWNER, "/lines").json().path("total").asInt()).isEqualTo(3);
    }

    @Test
    void aResellerReachesOnlyTheirOwnLines() {
        lines(OWNER, 2, "");
        assertThat(post(RESELLER, "/lines", "{\"name\":\"mine\",\"days\":30}").status())
                .isEqualTo(201);
        assertThat(post(RESELLER, "/lines/bulk", "{\"names\":[\"line-0\"],\"remove\":true,\"expected\":1}")
                        .status())
                .isEqualTo(409);
        JsonNode job = done(RESELLER, "/lines/bulk", "{\"filter\":{},\"remove\":true,\"expected\":1}");
        assertThat(job.path("result").path("changed").asInt()).isEqualTo(1);
        assertThat(get(OWNER, "/lines").json().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void aResellerPaysForEachAndIsToldWhichCouldNotBePaid() {
        lines(RESELLER, 3, ",\"days\":30");
        JsonNode job = done(RESELLER, "/lines/bulk", "{\"filter\":{},\"set\":{\"days\":60},\"expected\":3}");
        assertThat(job.path("state").asText()).isEqualTo("done");
        JsonNode result = job.path("result");
        assertThat(result.path("changed").asInt()).isEqualTo(2);
        assertThat(result.path("failed").asInt()).isEqualTo(1);
        assertThat(result.path("failures").path(0).path("item").asText()).isEqualTo("line-2");
        assertThat(result.path("failures").path(0).path("error").asText()).contains("credits");
        assertThat(headend.people()
                        .administrators()
                        .find(AdminKeys.RESELLER)
                        .orElseThrow()
                        .credits())
                .isZero();
    }

    @Test
    void whereNoneCouldBeChangedTheJobHasFailedAndTellsTwentyOfThem() {
        headend.people().administrators().change("rita", person -> person.withCredits(25));
        lines(RESELLER, 25, ",\"days\":30");
        JsonNode job = done(RESELLER, "/lines/bulk", "{\"filter\":{},\"set\":{\"days\":60},\"expected\":25}");
        assertThat(job.path("state").asText()).isEqualTo("failed");
        assertThat(job.path("result").path("failed").asInt()).isEqualTo(25);
        assertThat(job.path("result").path("failures")).hasSize(20);
    }

    @Test
    void whatCanNotBeMeantIsRefusedAtOnce() {
        lines(OWNER, 1, "");
        refused("/lines/bulk", "{\"set\":{\"connections\":2},\"expected\":1}", "filter");
        refused("/lines/bulk", "{\"names\":[\"line-0\"],\"filter\":{},\"remove\":true,\"expected\":1}", "filter");
        refused("/lines/bulk", "{\"names\":[\"line-0\"],\"expected\":1}", "set");
        refused("/lines/bulk", "{\"filter\":{},\"set\":{},\"expected\":1}", "set");
        refused("/lines/bulk", "{\"filter\":{},\"set\":{\"connections\":2},\"remove\":true,\"expected\":1}", "set");
        refused("/lines/bulk", "{\"filter\":{},\"set\":{\"password\":\"secret99\"},\"expected\":1}", "set.password");
        refused("/lines/bulk", "{\"filter\":{},\"set\":{\"state\":\"odd\"},\"expected\":1}", "set.state");
        refused("/lines/bulk", "{\"filter\":{\"colour\":\"red\"},\"remove\":true,\"expected\":1}", "filter.colour");
        refused("/channels/bulk", "{\"filter\":{},\"set\":{\"colour\":\"red\"},\"expected\":0}", "set.colour");
        refused("/channels/bulk", "{\"filter\":{},\"set\":{\"sources\":[]},\"expected\":0}", "set.sources");
        refused("/channels/bulk", "{\"filter\":{\"state\":\"on\"},\"remove\":true,\"expected\":0}", "filter.state");
        assertThat(post(AdminKeys.of(Role.SUPPORT), "/lines/bulk", "{\"filter\":{},\"remove\":true,\"expected\":1}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void listsAreToldOfManyChannelsOnce() {
        for (int i = 0; i < 30; i++) {
            assertThat(post(OWNER, "/channels", "{\"name\":\"One %d\",\"sources\":[\"testcard:\"]}".formatted(i))
                            .status())
                    .isEqualTo(201);
        }
        PublishRequests requests = new PublishRequests(headend.stores().catalog(), headend.clock());
        long before = requests.wanted(Scope.LIVE);
        JsonNode job = done(
                OWNER,
                "/channels/bulk",
                "{\"filter\":{\"search\":\"one\"},\"set\":{\"category\":\"News\",\"run\":\"off\"},\"expected\":30}");
        assertThat(job.path("result").path("changed").asInt())
                .as(job.toString())
                .isEqualTo(30);
        // Once at the beginning, should the process die, and once at the end.
        assertThat(requests.wanted(Scope.LIVE)).isEqualTo(before + 2);
        assertThat(requests.isHeld(Scope.LIVE)).isFalse();
        assertThat(get(OWNER, "/channels?run=off").json().path("total").asInt()).isEqualTo(30);
    }

    @Test
    void moviesAndSeriesAreChangedByTheirIds() {
        int film = post(OWNER, "/movies", "{\"source\":\"https://example.org/a.mp4\",\"name\":\"A\",\"later\":true}")
                .json()
                .path("id")
                .asInt();
        int show = post(OWNER, "/series", "{\"name\":\"B\"}").json().path("id").asInt();
        done(OWNER, "/movies/bulk", "{\"ids\":[%d],\"set\":{\"genre\":\"Silent\"},\"expected\":1}".formatted(film));
        assertThat(get(OWNER, "/movies/" + film).json().path("genre").asText()).isEqualTo("Silent");
        done(OWNER, "/series/bulk", "{\"ids\":[%d],\"remove\":true,\"expected\":1}".formatted(show));
        assertThat(get(OWNER, "/series/" + show).status()).isEqualTo(404);
    }

    private void refused(String path, String body, String field) {
        Reply reply = post(OWNER, path, body);
        assertThat(reply.status()).as(body).isEqualTo(422);
        assertThat(reply.json().path("field").asText()).as(body).isEqualTo(field);
    }

    private void lines(String key, int count, String more) {
        for (int i = 0; i < count; i++) {
            Reply added = post(key, "/lines", "{\"name\":\"line-%d\"%s}".formatted(i, more));
            assertThat(added.status()).as(added.text()).isEqualTo(201);
        }
    }

    private int connections(String line) {
        return get(OWNER, "/lines/" + line).json().path("connections").asInt();
    }

    private JsonNode done(String key, String path, String body) {
        Reply begun = post(key, path, body);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return get(key, "/jobs/" + begun.json().path("id").asText() + "?waitMillis=5000")
                .json();
    }
}
