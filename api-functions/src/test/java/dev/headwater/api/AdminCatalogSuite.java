package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.hls.Stills;
import org.junit.jupiter.api.Test;

/** Channels, titles, categories and bouquets over the admin API. */
abstract class AdminCatalogSuite extends AdminSuite {
    private static final String FILM = "https://example.org/film.mp4";

    private int add(String path, String json) {
        Reply added = post(OWNER, path, json);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        return added.json().path("id").asInt();
    }

    @Test
    void aChannelIsAddedShownChangedAndRemoved() {
        int id = add(
                "/channels", "{\"name\":\"News\",\"sources\":[\"testcard:\"],\"category\":\"Talk\",\"position\":3}");
        JsonNode shown = get(OWNER, "/channels/" + id).json();
        assertThat(shown.path("category").asText()).isEqualTo("Talk");
        assertThat(shown.path("position").asInt()).isEqualTo(3);
        Reply changed = patch(OWNER, "/channels/" + id, "{\"name\":\"News 24\",\"run\":\"off\"}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().path("name").asText()).isEqualTo("News 24");
        assertThat(changed.json().path("category").asText()).isEqualTo("Talk");
        assertThat(get(OWNER, "/channels?category=Talk").json().path("total").asInt())
                .isEqualTo(1);
        assertThat(get(OWNER, "/channels?category=Tlak").json().path("field").asText())
                .isEqualTo("category");
        assertThat(get(OWNER, "/channels?run=off&search=24")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(delete(OWNER, "/channels/" + id).status()).isEqualTo(200);
        assertThat(get(OWNER, "/channels/" + id).status()).isEqualTo(404);
        assertThat(delete(OWNER, "/channels/" + id).status()).isEqualTo(404);
    }

    @Test
    void channelsAreFilteredByHowTheyStand() {
        int id = add("/channels", "{\"name\":\"News\",\"sources\":[\"testcard:\"]}");
        JsonNode starting = get(OWNER, "/channels?state=starting&sort=-state").json();
        assertThat(starting.path("items").path(0).path("id").asInt()).isEqualTo(id);
        assertThat(get(OWNER, "/channels?state=on_air").json().path("total").asInt())
                .isZero();
        Reply unknown = get(OWNER, "/channels?state=onair");
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.json().path("field").asText()).isEqualTo("state");
    }

    @Test
    void aPortThatAnotherChannelListensOnIsRefusedWithItsName() {
        add("/channels", "{\"name\":\"Stage\",\"sources\":[\"udp://:5000\"]}");
        Reply refused = post(OWNER, "/channels", "{\"name\":\"Hall\",\"sources\":[\"rtp://:5000\"]}");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.json().path("field").asText()).isEqualTo("sources");
        assertThat(refused.json().path("detail").asText()).contains("'Stage'", "UDP port 5000");
    }

    @Test
    void theNewestStillOfAChannelIsShownToWhoMayLook() {
        int id = add("/channels", "{\"name\":\"Seen\",\"sources\":[\"testcard:\"]}");
        String path = "/channels/" + id + "/still";
        assertThat(get(OWNER, path).status()).isEqualTo(404);
        Stills stills = new Stills(headend.stores().objects());
        stills.put(id, new byte[] {1});
        stills.put(id, new byte[] {(byte) 0xff, (byte) 0xd8, 2});
        Reply still = get(OWNER, path);
        assertThat(still.status()).isEqualTo(200);
        assertThat(still.header("Content-Type")).hasValue("image/jpeg");
        assertThat(still.body()).containsExactly(0xff, 0xd8, 2);
        assertThat(get("nobody", path).status()).isEqualTo(401);
        assertThat(get(OWNER, "/channels/999999/still").status()).isEqualTo(404);
        stills.delete(id);
        assertThat(get(OWNER, path).status()).isEqualTo(404);
    }

    @Test
    void aMovieIsWrittenFlatAndASlipOfThePenIsRefused() {
        int id = add("/movies", "{\"source\":\"" + FILM + "\",\"name\":\"Film\",\"plot\":\"Old\",\"later\":true}");
        assertThat(patch(OWNER, "/movies/" + id, "{\"plot\":\"New\"}")
                        .json()
                        .path("plot")
                        .asText())
                .isEqualTo("New");
        assertThat(get(OWNER, "/movies/" + id).json().path("name").asText()).isEqualTo("Film");
        Reply slip = patch(OWNER, "/movies/" + id, "{\"plott\":\"New\"}");
        assertThat(slip.status()).isEqualTo(422);
        assertThat(slip.json().path("field").asText()).isEqualTo("plott");
        Reply bad = patch(OWNER, "/movies/" + id, "{\"released\":\"long ago\"}");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.json().path("field").asText()).isEqualTo("released");
        assertThat(delete(OWNER, "/movies/" + id).status()).isEqualTo(200);
    }

    @Test
    void aNameWithASlashIsOnePartOfAPathAndOneOfDotsIsNone() {
        add("/channels", "{\"name\":\"Match\",\"sources\":[\"testcard:\"],\"category\":\"News/Sport\"}");
        assertThat(patch(OWNER, "/categories/live/News%2FSport", "{\"position\":4}")
                        .status())
                .isEqualTo(200);
        for (String dots : new String[] {".", ".."}) {
            String named = "{\"name\":\"" + dots + "\"}";
            assertThat(post(OWNER, "/lines", named).status()).as(dots).isEqualTo(422);
            assertThat(post(OWNER, "/bouquets", named).status()).as(dots).isEqualTo(422);
            assertThat(post(
                                    OWNER,
                                    "/channels",
                                    "{\"name\":\"x\",\"sources\":[\"testcard:\"],\"category\":\"" + dots + "\"}")
                            .status())
                    .as(dots)
                    .isEqualTo(422);
        }
    }

    @Test
    void aSeriesHasEpisodes() {
        int id = add("/series", "{\"name\":\"Series\"}");
        String one = "{\"source\":\"" + FILM + "\",\"season\":1,\"number\":1,\"title\":\"One\",\"later\":true}";
        int episode = add("/series/" + id + "/episodes", one);
        assertThat(post(OWNER, "/series/" + id + "/episodes", one).status()).isEqualTo(409);
        assertThat(get(OWNER, "/series/" + id + "/episodes")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(patch(OWNER, "/episodes/" + episode, "{\"title\":\"First\"}")
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo("First");
        assertThat(delete(OWNER, "/episodes/" + episode).status()).isEqualTo(200);
        assertThat(get(OWNER, "/episodes/" + episode).status()).isEqualTo(404);
        assertThat(patch(OWNER, "/series/" + id, "{\"plot\":\"P\"}").status()).isEqualTo(200);
        assertThat(delete(OWNER, "/series/" + id).status()).isEqualTo(200);
    }

    @Test
    void ofTwoWhoHaveSeenTheSameOnlyOneChangesIt() {
        int id = add("/movies", "{\"source\":\"" + FILM + "\",\"name\":\"Film\",\"later\":true}");
        String seen = get(OWNER, "/movies/" + id).header("ETag").orElseThrow();
        assertThat(send(json("PATCH", OWNER, "/movies/" + id, "{\"plot\":\"A\"}")
                                .with("If-Match", seen))
                        .status())
                .isEqualTo(200);
        assertThat(send(json("PATCH", OWNER, "/movies/" + id, "{\"plot\":\"B\"}")
                                .with("If-Match", seen))
                        .status())
                .isEqualTo(412);
        assertThat(send(json("DELETE", OWNER, "/movies/" + id, "").with("If-Match", seen))
                        .status())
                .isEqualTo(412);
        assertThat(get(OWNER, "/movies/" + id).json().path("plot").asText()).isEqualTo("A");
    }

    @Test
    void aCategoryIsRenamedMovedAndRemovedOnlyWhenEmpty() {
        int id = add("/channels", "{\"name\":\"News\",\"sources\":[\"testcard:\"],\"category\":\"Talk\"}");
        Reply renamed = patch(OWNER, "/categories/live/Talk", "{\"to\":\"Talk shows\",\"position\":4}");
        assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
        assertThat(renamed.json().path("position").asInt()).isEqualTo(4);
        assertThat(get(OWNER, "/channels/" + id).json().path("category").asText())
                .isEqualTo("Talk shows");
        assertThat(get(OWNER, "/categories/any/Talk%20shows").status()).isEqualTo(200);
        assertThat(get(OWNER, "/categories/live/Talk").status()).isEqualTo(404);
        Reply kept = delete(OWNER, "/categories/live/Talk%20shows");
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.json().path("detail").asText()).contains("1");
        delete(OWNER, "/channels/" + id);
        assertThat(delete(OWNER, "/categories/live/Talk%20shows").status()).isEqualTo(200);
    }

    @Test
    void aLadderIsChangedAndStaysWhileAChannelHasIt() {
        add("/ladders", "{\"name\":\"mine\",\"rungs\":[\"1280x720@2M\",\"640x360@600k:64k\"]}");
        assertThat(post(OWNER, "/ladders", "{\"name\":\"mine\",\"rungs\":[\"640x360@600k\"]}")
                        .status())
                .isEqualTo(409);
        int id = add("/channels", "{\"name\":\"News\",\"sources\":[\"testcard:\"],\"ladder\":\"mine\"}");
        JsonNode shown = get(OWNER, "/ladders/mine").json();
        assertThat(shown.path("rungs"))
                .extracting(JsonNode::asText)
                .containsExactly("1280x720@2000k:128k", "640x360@600k:64k");
        assertThat(shown.path("frameRate").asInt()).isEqualTo(25);
        assertThat(shown.path("channels").asInt()).isEqualTo(1);

        JsonNode changed = patch(OWNER, "/ladders/mine", "{\"frameRate\":50}").json();
        assertThat(changed.path("frameRate").asInt()).isEqualTo(50);
        assertThat(changed.path("rungs")).hasSize(2);

        Reply kept = delete(OWNER, "/ladders/mine");
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.json().path("detail").asText()).contains("in use by 1 channel:");
        assertThat(patch(OWNER, "/channels/" + id, "{\"ladder\":\"tiny\"}")
                        .json()
                        .path("ladder")
                        .asText())
                .isEqualTo("tiny");
        assertThat(delete(OWNER, "/ladders/mine").status()).isEqualTo(200);
        Reply gone = patch(OWNER, "/channels/" + id, "{\"ladder\":\"mine\"}");
        assertThat(gone.status()).isEqualTo(422);
        assertThat(gone.json().path("field").asText()).isEqualTo("ladder");
        assertThat(patch(OWNER, "/channels/" + id, "{\"ladder\":\"\"}").status())
                .as("a test card is encoded")
                .isEqualTo(422);
        int file =
                add("/channels", "{\"name\":\"Far\",\"sources\":[\"https://example.org/a.ts\"],\"ladder\":\"tiny\"}");
        assertThat(patch(OWNER, "/channels/" + file, "{\"ladder\":\"\"}").json().has("ladder"))
                .isFalse();
        assertThat(get(OWNER, "/ladders/mine").status()).isEqualTo(404);
        assertThat(patch(OWNER, "/ladders/mine", "{\"frameRate\":50}").status()).isEqualTo(404);
        assertThat(delete(OWNER, "/ladders/mine").status()).isEqualTo(404);
    }

    @Test
    void laddersThatComeWithHeadwaterAreListedAndStay() {
        JsonNode all = get(OWNER, "/ladders").json().path("items");
        assertThat(all).extracting(ladder -> ladder.path("name").asText()).contains("small", "tiny", "hd");
        assertThat(all).allMatch(ladder -> ladder.path("preset").asBoolean());
        assertThat(post(OWNER, "/ladders", "{\"name\":\"small\",\"rungs\":[\"640x360@600k\"]}")
                        .status())
                .isEqualTo(409);
        assertThat(patch(OWNER, "/ladders/small", "{\"frameRate\":50}").status())
                .isEqualTo(409);
        assertThat(delete(OWNER, "/ladders/small").status()).isEqualTo(409);
    }

    @Test
    void aLadderNoEncoderTakesIsRefusedAndSoIsAChannelWithOneThatIsNotThere() {
        Reply odd = post(OWNER, "/ladders", "{\"name\":\"odd\",\"rungs\":[\"1281x720@2M\"]}");
        assertThat(odd.status()).isEqualTo(422);
        assertThat(odd.json().path("detail").asText()).contains("1281x720 has an odd side");
        Reply none = post(OWNER, "/channels", "{\"name\":\"News\",\"sources\":[\"testcard:\"],\"ladder\":\"huge\"}");
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.json().path("field").asText()).isEqualTo("ladder");
        assertThat(none.json().path("detail").asText()).contains("there is no ladder 'huge'");
    }

    @Test
    void aBouquetIsChangedAndStaysWhileALineHasIt() {
        int one = add("/channels", "{\"name\":\"One\",\"sources\":[\"testcard:\"]}");
        int two = add("/channels", "{\"name\":\"Two\",\"sources\":[\"testcard:\"]}");
        post(OWNER, "/bouquets", "{\"name\":\"basic\",\"channels\":[" + one + "]}");
        JsonNode more = patch(OWNER, "/bouquets/basic", "{\"add\":{\"channels\":[" + two + "]}}")
                .json();
        assertThat(more.path("channels")).extracting(JsonNode::asInt).containsExactly(one, two);
        JsonNode less = patch(OWNER, "/bouquets/basic", "{\"remove\":{\"channels\":[" + one + "]}}")
                .json();
        assertThat(less.path("channels")).extracting(JsonNode::asInt).containsExactly(two);
        JsonNode other = patch(OWNER, "/bouquets/basic", "{\"replace\":{\"channels\":[" + one + "]}}")
                .json();
        assertThat(other.path("channels")).extracting(JsonNode::asInt).containsExactly(one);
        post(OWNER, "/lines", "{\"name\":\"anna\",\"bouquets\":[\"basic\"]}");
        Reply kept = delete(OWNER, "/bouquets/basic");
        assertThat(kept.status()).isEqualTo(409);
        assertThat(kept.json().path("detail").asText()).contains("1 line");
        delete(OWNER, "/lines/anna");
        assertThat(delete(OWNER, "/bouquets/basic").status()).isEqualTo(200);
        assertThat(get(OWNER, "/bouquets/basic").status()).isEqualTo(404);
    }

    @Test
    void edgesAreWeighedAndDrainedInOneAndKeysRotated() {
        Reply added = post(OWNER, "/edges", "{\"name\":\"paris\",\"url\":\"http://paris.example:8081\"}");
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        JsonNode changed = patch(OWNER, "/edges/paris", "{\"weight\":7,\"drained\":true,\"capacity\":50}")
                .json();
        assertThat(changed.path("weight").asInt()).isEqualTo(7);
        assertThat(changed.path("drained").asBoolean()).isTrue();
        assertThat(changed.path("capacity").asInt()).isEqualTo(50);
        assertThat(delete(OWNER, "/edges/paris").status()).isEqualTo(200);
        assertThat(get(OWNER, "/signing-keys").json().path("items")).isNotEmpty();
        Reply rotated = post(OWNER, "/signing-keys/rotate", "{\"algorithm\":\"ecdsa\"}");
        assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
        assertThat(rotated.json()).isNotEmpty();
    }
}
