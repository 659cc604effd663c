package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an app sees that knows nothing but host, user and password. */
@ExtendWith(SharedHeadwater.class)
class FromOutsideTest {
    private static final String DEMO = "username=demo&password=demo";
    private final HeadwaterProcess headwater;

    FromOutsideTest(HeadwaterProcess headwater) {
        this.headwater = headwater;
    }

    @Test
    void theDemoLineLogsInAndFindsBothChannels() throws Exception {
        JsonNode login = json("/player_api.php?" + DEMO);
        assertThat(login.at("/user_info/auth").intValue()).isEqualTo(1);
        assertThat(login.at("/user_info/status").textValue()).isEqualTo("Active");
        assertThat(login.at("/user_info/allowed_output_formats")).hasToString("[\"m3u8\",\"ts\"]");
        assertThat(json("/player_api.php?" + DEMO + "&action=get_live_streams").findValuesAsText("name"))
                .contains("Headwater Test Card", "Headwater Loop");
        assertThat(json("/player_api.php?" + DEMO + "&action=get_live_categories")
                        .findValuesAsText("category_name"))
                .contains("Demo");
        assertThat(Http.get(headwater.uri("/get.php?" + DEMO + "&type=m3u_plus&output=m3u8"))
                        .body())
                .startsWith("#EXTM3U")
                .contains("/live/demo/demo/1.m3u8", "/live/demo/demo/2.m3u8");
    }

    @Test
    void aWrongPasswordIsAuthZeroOnTheApiAnd401OnAStream() throws Exception {
        JsonNode refused = json("/player_api.php?username=demo&password=wrong");
        assertThat(refused.at("/user_info/auth").intValue()).isZero();
        assertThat(Http.get(headwater.uri("/live/demo/wrong/1.m3u8")).statusCode())
                .isEqualTo(401);
        assertThat(Http.get(headwater.uri("/live/demo/wrong/1.ts")).statusCode())
                .isEqualTo(401);
        assertThat(Http.get(headwater.uri("/live/demo/demo/999.m3u8")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSignatureOpensItsOwnStreamAndNothingElse() throws Exception {
        HeadwaterProcess.Line line = headwater.line("signatures", 5);
        URI one = Http.signedSegment(line.channel(SharedHeadwater.TEST_CARD));
        URI two = Http.signedSegment(line.channel(SharedHeadwater.LOOP));
        assertThat(Http.get(one).statusCode()).isEqualTo(200);
        assertThat(Http.get(two).statusCode()).isEqualTo(200);

        String target = one.toString();
        String unsigned = target.substring(0, target.indexOf('?'));
        assertThat(status(unsigned)).as("without its query").isEqualTo(403);
        assertThat(status(unsigned + "?" + two.getRawQuery()))
                .as("another stream's signature")
                .isEqualTo(403);
        for (String parameter : new String[] {"Policy=", "Signature=", "Key-Pair-Id="}) {
            int at = target.indexOf(parameter) + parameter.length() + 9;
            char other = target.charAt(at) == 'A' ? 'B' : 'A';
            String changed = target.substring(0, at) + other + target.substring(at + 1);
            assertThat(status(changed)).as("one character of " + parameter).isEqualTo(403);
        }
        String smuggled = unsigned.replace("/hls/1/", "/hls/2/") + "?x=" + unsigned + "&" + one.getRawQuery();
        assertThat(status(smuggled)).as("a path smuggled through the query").isEqualTo(403);
    }

    @Test
    void segmentsMayBeKeptForeverAndReadByAnyPage() throws Exception {
        URI segment = Http.signedSegment(headwater.line("headers", 1).channel(SharedHeadwater.TEST_CARD));
        for (String method : new String[] {"GET", "HEAD"}) {
            var answer = Http.send(HttpRequest.newBuilder(segment)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(answer.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            assertThat(answer.headers().firstValue("Content-Type")).contains("video/mp2t");
        }
    }

    private static int status(String uri) {
        return Http.get(uri).statusCode();
    }

    private JsonNode json(String path) throws Exception {
        var answer = Http.get(headwater.uri(path));
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
