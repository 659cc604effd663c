package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Web players come from any page, so every answer says they may read it; and no answer repeats a password. */
abstract class CorsSuite extends XtreamSuite {
    private static final List<String> TARGETS = List.of(
            login(),
            login(USER, "wrong"),
            action("get_live_streams"),
            "/get.php?username=ada&password=s3cret-word",
            "/get.php?username=ada&password=wrong",
            "/live/ada/s3cret-word/1.m3u8",
            "/live/ada/s3cret-word/99.m3u8",
            "/live/ada/wrong/1.m3u8",
            "/live/ada/s3cret-word/1.exe",
            "/play/nonsense/720p/index.m3u8",
            "/play/nonsense/720p/index.txt",
            "/no/such/route?password=s3cret-word",
            "/health");

    @Override
    void fill() {
        super.fill();
        fill.channelOnAir("One");
    }

    @Test
    void everyAnswerMayBeReadByAnyPage() {
        assertThat(TARGETS)
                .allSatisfy(target -> assertThat(send(Ask.get(target).with("Origin", "https://player.example"))
                                .header("Access-Control-Allow-Origin"))
                        .hasValue("*"));
    }

    @Test
    void soMayAnswersToWhatIsNoRequestOfOurs() {
        assertThat(List.of(
                        Ask.of("DELETE", login()),
                        Ask.of("POST", "/live/ada/s3cret-word/1.m3u8"),
                        Ask.get(login()).toHost("a*b"),
                        Ask.get("/live/ada/%zz/1.m3u8"),
                        Ask.get(login()).with("X-Long", "x".repeat(20_000)),
                        Ask.form("/player_api.php?password=s3cret-word", "x".repeat(100_000))))
                .allSatisfy(ask -> {
                    Reply reply = send(ask);
                    assertThat(reply.status()).isBetween(400, 499);
                    assertThat(reply.header("Access-Control-Allow-Origin")).hasValue("*");
                    assertThat(reply.text()).doesNotContain(PASSWORD);
                });
    }

    @Test
    void aPreflightIsAnsweredWhateverItsPath() {
        assertThat(TARGETS).allSatisfy(target -> {
            Reply reply = send(Ask.of("OPTIONS", target)
                    .with("Origin", "https://player.example")
                    .with("Access-Control-Request-Method", "GET")
                    .with("Access-Control-Request-Headers", "content-type"));
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.body()).isEmpty();
            assertThat(reply.header("Access-Control-Allow-Origin")).hasValue("*");
            assertThat(reply.header("Access-Control-Allow-Methods").orElse("")).contains("GET", "HEAD", "POST");
            assertThat(reply.header("Access-Control-Allow-Headers").orElse(""))
                    .contains("content-type", "range", "authorization");
        });
    }

    @Test
    void noFaultIsShownToAnybody() {
        assertThat(get("/no/such/route?password=s3cret-word").text()).isEqualTo("not found\n");
    }
}
