package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Players' paths and the admin plane have nothing to do with each other, even for a line that is called as that is. */
abstract class AdminPlaneSuite extends AdminDocumentSuite {
    private static final String PROBLEM = "application/problem+json";

    @Override
    void fill() {
        new Fill(headend).line("admin", "api");
    }

    @Test
    void aLineCalledAsThePlaneIsLogsIn() {
        Reply reply = get("/player_api.php?username=admin&password=api");
        assertThat(reply.json().at("/user_info/auth").asInt()).isEqualTo(1);
    }

    /** The short way to a stream, {@code /{user}/{password}/{stream}}, looks the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/api/1",
                "/admin/api/1.ts",
                "/admin/api/1.m3u8",
                "/admin/api/v1",
                "/admin/api/v1.m3u8",
                "/admin/api/openapi",
                "/admin/api/openapi.ts",
                "/admin/x/y",
                "/admin/api/v1/lines"
            })
    void thePlaneIsNoPathOfPlayers(String path) {
        for (String method : new String[] {"GET", "POST", "HEAD"}) {
            Reply reply = send(Ask.of(method, path));
            assertThat(reply.status()).as(method).isEqualTo(401);
        }
        assertThat(get(path).header("Content-Type")).hasValue(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/live/admin/api/1.ts",
                "/live/admin/api/1.m3u8",
                "/live/admin/api/openapi",
                "/movie/admin/api/1.mp4",
                "/series/admin/api/1.mp4",
                "/live/admin/api/v1.m3u8",
                "/Admin/api/v1/lines",
                "/ADMIN/API/V1/LINES",
                "/./admin/api/v1/lines",
                "/live/../admin/api/v1/lines",
                "/live/%2e%2e/admin/api/v1/lines",
                "/%61dmin/api/v1/lines",
                "/admin%2fapi/v1/lines",
                "/admin;x=1/api/v1/lines",
                "/play/admin/api/v1/lines",
                "/get.php/../admin/api/v1/lines",
                "/xmltv.php/admin"
            })
    void noOtherPathLeadsToThePlane(String path) {
        for (Ask ask : new Ask[] {Ask.get(path), as(OWNER, Ask.get(path)).with("Accept", "application/json")}) {
            Reply reply = send(ask);
            assertThat(reply.status()).as(reply.text()).isNotEqualTo(200);
            assertThat(reply.text()).doesNotContain("\"total\"", "openapi:");
        }
    }

    /** What people paste before a path is taken off before anything looks at it, the guard too. */
    @ParameterizedTest
    @ValueSource(strings = {"//admin/api/v1/lines", "/player_api.php/admin/api/v1/lines"})
    void whatIsPastedBeforeItsPathLeadsNotAroundItsGuard(String path) {
        assertThat(get(path).status()).isEqualTo(401);
    }

    @Test
    void aLinesPasswordOpensNothingOfThePlane() {
        for (String path : new String[] {
            "/lines?username=admin&password=api", "/lines?token=" + OWNER, "/lines?access_token=" + OWNER
        }) {
            assertThat(send(Ask.get(API + path)).status()).as(path).isEqualTo(401);
        }
        // admin:api
        assertThat(send(Ask.get(API + "/lines").with("Authorization", "Basic YWRtaW46YXBp"))
                        .status())
                .isEqualTo(401);
        assertThat(send(Ask.get(API + "/lines").with("Cookie", "JWT=" + OWNER)).status())
                .isEqualTo(401);
    }
}
