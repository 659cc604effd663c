package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link that a first start prints opens a page on which the first owner is made, once. */
class SetUpPageTest {
    private static final Path PICTURES = Path.of("target", "set-up");
    private static final String PASSWORD = "a long enough one";

    @TempDir
    private Path folder;

    @BeforeAll
    static void chromiumIsThere() {
        Chromium.assumePresent();
    }

    @Test
    void theFirstOwnerIsMadeOnce() throws Exception {
        try (HeadwaterProcess headwater = HeadwaterProcess.up(folder.resolve("data"), "--no-demo")) {
            String link = link(headwater);
            try (BrowserPage page = BrowserPage.open(link, 800, 700)) {
                page.photograph(PICTURES.resolve("empty.png"));
                page.type("#name", "ada");
                page.type("#password", "password1234");
                page.click("button");
                await(page, "first to be guessed");
                page.photograph(PICTURES.resolve("refused.png"));
                page.text("document.querySelector('#password').value = ''");
                page.type("#password", PASSWORD);
                page.click("button");
                await(page, "Done");
                page.photograph(PICTURES.resolve("done.png"));
                page.scheme("dark");
                page.photograph(PICTURES.resolve("done-dark.png"));
                assertThat(page.text("location.href")).doesNotContain("hws_");
                assertThat(page.complaints()).noneMatch(said -> said.contains("Content Security Policy"));
            }
            assertThat(login(headwater).statusCode()).isEqualTo(200);
            assertThat(headwater.output()).doesNotContain(PASSWORD);
            try (BrowserPage again = BrowserPage.open(link, 400, 700)) {
                again.type("#name", "eve");
                again.type("#password", PASSWORD);
                again.click("button");
                await(again, "used up");
                again.photograph(PICTURES.resolve("again.png"));
            }
            assertThat(headwater.command("administrator", "list").findValuesAsText("name"))
                    .containsExactly("ada");
        }
    }

    private static void await(BrowserPage page, String told) {
        Eventually.withinSeconds(20)
                .until(
                        "the page says " + told,
                        () -> page.text("document.querySelector('#answer').value")
                                .contains(told));
    }

    private static String link(HeadwaterProcess headwater) {
        Matcher printed = Pattern.compile("https?://\\S+/admin/setup#hws_\\S+").matcher(headwater.output());
        assertThat(printed.find()).as(headwater.output()).isTrue();
        return printed.group();
    }

    private static HttpResponse<String> login(HeadwaterProcess headwater) throws Exception {
        return Http.send(HttpRequest.newBuilder(headwater.uri("/admin/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new ObjectMapper().writeValueAsString(Map.of("name", "ada", "password", PASSWORD))))
                .build());
    }
}
