package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How apps send their credentials, and what wrong ones get. */
abstract class LoginWaysSuite extends XtreamSuite {
    private static final String API = "/player_api.php";
    private static final String FORM = "username=ada&password=s3cret-word";

    @Test
    void theWaysInAreAllTheSame() {
        JsonNode expected = get(login()).json();
        assertThat(List.of(
                        Ask.form(API, FORM),
                        Ask.form(API, FORM + "\r\n"),
                        Ask.form(API + "?username=ada", "password=s3cret-word"),
                        Ask.form(login(), ""),
                        Ask.of("POST", login()),
                        Ask.of("POST", login()).withBody("{}"),
                        Ask.of("POST", login()).with("Content-Type", "application/json"),
                        Ask.of("POST", login())
                                .with("Content-Type", "application/json")
                                .withBody("{}"),
                        Ask.of("POST", API).with("Content-Type", "text/plain").withBody(FORM),
                        Ask.of("POST", login()).with("Content-Type", "no type").withBody("x"),
                        Ask.get(login()).with("Content-Type", "application/json"),
                        Ask.get(login()).with("Accept", "text/html"),
                        Ask.get(login()).with("Accept", "application/xml"),
                        Ask.get(login()).with("User-Agent", "")))
                .allSatisfy(ask -> assertThat(send(ask).json()).isEqualTo(expected));
    }

    @Test
    void theQueryWinsOverTheForm() {
        fill.line("bob", "another-word");
        Reply reply = send(Ask.form(login("bob", "another-word"), FORM + "&action=get_live_streams"));
        assertThat(reply.json())
                .isEqualTo(get(login("bob", "another-word") + "&action=get_live_streams")
                        .json());
        Reply named = send(Ask.form(login("bob", "another-word"), FORM));
        assertThat(named.json().at("/user_info/username").textValue()).isEqualTo("bob");
    }

    @Test
    void credentialsAreDecodedOnce() {
        String odd = "p&q#1 /+%2B=ü|{}^";
        fill.line("o.d_d@x-1", odd);
        assertThat(get(login("o.d_d@x-1", odd)).json().at("/user_info/password").textValue())
                .isEqualTo(odd);
        String form = "username=o.d_d%40x-1&password=" + encode(odd);
        assertThat(send(Ask.form(API, form)).json().at("/user_info/auth").intValue())
                .isEqualTo(1);
    }

    @Test
    void wrongCredentialsAreA200ThatSaysSo() {
        String huge = "x".repeat(5000);
        for (String target : List.of(
                login(USER, "wrong"),
                login("nobody", PASSWORD),
                login(USER, huge),
                login(huge, huge),
                login("", ""),
                API,
                API + "?",
                API + "?username=ada",
                API + "?password=s3cret-word",
                API + "?&&=&username",
                login(USER, PASSWORD.toUpperCase(Locale.ROOT)),
                login("ADA", PASSWORD),
                login(USER, "wrong") + "&action=get_live_streams")) {
            Reply reply = get(target);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().at("/user_info/auth").isInt()).isTrue();
            assertThat(reply.json().at("/user_info/auth").intValue()).isZero();
            assertThat(reply.json().has("server_info")).isFalse();
        }
    }

    @Test
    void aHeadIsAGetWithoutABody() {
        Reply head = send(Ask.of("HEAD", login()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).hasValue("application/json");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aPasswordIsKeptByNoCache() {
        assertThat(get(login()).header("Cache-Control")).hasValue("no-store");
        assertThat(get(login(USER, "wrong")).header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void whoeverKeepsGuessingHasToWaitAndNobodyElse() {
        for (int i = 0; i < 20; i++) {
            assertThat(get(login(USER, "wrong" + i)).status()).isEqualTo(200);
        }
        Reply refused = get(login());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After").map(Integer::parseInt).orElseThrow())
                .isPositive();
        assertThat(send(Ask.get("/get.php?username=ada&password=s3cret-word")).status())
                .isEqualTo(429);
        assertThat(send(Ask.get("/live/ada/s3cret-word/1.m3u8")).status()).isEqualTo(429);
        // The same client under another name, and the subscriber at home.
        fill.line("bob", "another-word");
        assertThat(get(login("bob", "another-word"))
                        .json()
                        .at("/user_info/auth")
                        .intValue())
                .isEqualTo(1);
        assertThat(send(Ask.get(login()).from(2)).json().at("/user_info/auth").intValue())
                .isEqualTo(1);
    }

    @Test
    void aHostThatIsNoneIsRefused() {
        for (String host : List.of("*", "a*b", "a\"b", "a?b", "a/b", "a@b", "a:99999", "a b", "[::1", "")) {
            assertThat(send(Ask.get(login()).toHost(host)).status()).as(host).isEqualTo(400);
        }
        assertThat(send(Ask.get(login()).without("Host")).status()).isEqualTo(400);
        assertThat(send(Ask.get(login()).with("Host", "another.example")).status())
                .isEqualTo(400);
    }
}
