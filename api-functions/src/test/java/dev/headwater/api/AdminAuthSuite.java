package dev.headwater.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.admin.Role;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people and scripts come in, and how they are put out again. */
abstract class AdminAuthSuite extends AdminSuite {
    private static final String SECRET = "a long and winding road";

    /** Tokens of the first owner. */
    private JsonNode setUp() {
        AtomicReference<String> token = new AtomicReference<>();
        assertThat(headend.people().setupTokens().offer(token::set)).isTrue();
        Reply made = open(
                "setup", "{\"token\":\"%s\",\"name\":\"olga\",\"password\":\"%s\"}".formatted(token.get(), SECRET));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        assertThat(open(
                                "setup",
                                "{\"token\":\"%s\",\"name\":\"two\",\"password\":\"%s\"}"
                                        .formatted(token.get(), SECRET))
                        .status())
                .isEqualTo(403);
        return made.json();
    }

    private Reply open(String route, String json) {
        return send(Ask.of("POST", API + "/auth/" + route)
                .with("Content-Type", "application/json")
                .withBody(json));
    }

    private Reply login(String name, String password, String more) {
        return open("login", "{\"name\":\"%s\",\"password\":\"%s\"%s}".formatted(name, password, more));
    }

    private static String access(JsonNode tokens) {
        return tokens.path("accessToken").asText();
    }

    @Test
    void theFirstOwnerIsMadeOnceAndComesIn() {
        String token = access(setUp());
        assertThat(get(token, "/auth/me").json().path("name").asText()).isEqualTo("olga");
        assertThat(post(token, "/lines", "{\"name\":\"anna\"}").status()).isEqualTo(201);
        JsonNode again = login("olga", SECRET, "").json();
        assertThat(get(access(again), "/lines").json().path("total").asInt()).isEqualTo(1);
        assertThat(login("olga", "some other password", "").status()).isEqualTo(401);
        assertThat(login("nobody", "some other password", "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "olga,short,password",
        "olga,passwordpassword,password",
        "no name,a long and winding road,name",
        "local,a long and winding road,name"
    })
    void whatIsWrongOfTheFirstOwnerIsNamedAndTheLinkIsStillGood(String name, String password, String field) {
        AtomicReference<String> token = new AtomicReference<>();
        assertThat(headend.people().setupTokens().offer(token::set)).isTrue();
        String body = "{\"token\":\"%s\",\"name\":\"%s\",\"password\":\"%s\"}";
        Reply refused = open("setup", body.formatted(token.get(), name, password));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.json().path("field").asText()).isEqualTo(field);
        assertThat(refused.text()).doesNotContain(password);
        assertThat(open("setup", body.formatted(token.get(), "olga", SECRET)).status())
                .isEqualTo(200);
    }

    @Test
    void whatIsMissingIsNamedAsItIsSent() {
        String owner = access(setUp());
        Reply missing = post(owner, "/auth/password", "{\"current\":\"%s\"}".formatted(SECRET));
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.json().path("field").asText()).isEqualTo("new");
    }

    @Test
    void anAccessTokenLivesForMinutesAndARefreshTokenOnce() {
        JsonNode first = setUp();
        headend.clock().advance(Duration.ofMinutes(11));
        assertThat(get(access(first), "/lines").status()).isEqualTo(401);
        String refresh =
                "{\"refreshToken\":\"%s\"}".formatted(first.path("refreshToken").asText());
        JsonNode second = open("refresh", refresh).json();
        assertThat(get(access(second), "/lines").status()).isEqualTo(200);
        headend.clock().advance(Duration.ofMinutes(1));
        assertThat(open("refresh", refresh).status()).isEqualTo(401);
        // It was stolen, or its successor was: neither is good any more.
        assertThat(open(
                                "refresh",
                                "{\"refreshToken\":\"%s\"}"
                                        .formatted(second.path("refreshToken").asText()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anotherPasswordOrRoleEndsWhatWasOpen() {
        String owner = access(setUp());
        String password = post(owner, "/administrators", "{\"name\":\"ole\",\"role\":\"operator\"}")
                .json()
                .path("password")
                .asText();
        String ole = access(login("ole", password, "").json());
        assertThat(get(ole, "/lines").status()).isEqualTo(200);
        assertThat(get(ole, "/administrators").status()).isEqualTo(403);
        assertThat(get(ole, "/administrators").text()).contains("this takes the permission people:read");
        assertThat(patch(owner, "/administrators/ole", "{\"role\":\"support\"}").status())
                .isEqualTo(200);
        assertThat(get(ole, "/lines").status()).isEqualTo(401);
        assertThat(delete(owner, "/administrators/olga").status()).isEqualTo(409);
    }

    @Test
    void aSecondFactorIsAskedForOnceItIsConfirmed() throws Exception {
        String owner = access(setUp());
        JsonNode enrolment = post(owner, "/auth/totp", "{}").json();
        assertThat(enrolment.path("uri").asText()).startsWith("otpauth://totp/Headwater:olga?");
        assertThat(login("olga", SECRET, "").status()).isEqualTo(200);
        String code = code(enrolment.path("secret").asText());
        assertThat(post(owner, "/auth/totp/confirm", "{\"code\":\"%s\"}".formatted(code))
                        .status())
                .isEqualTo(204);
        Reply without = login("olga", SECRET, "");
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.json().path("field").asText()).isEqualTo("code");
        headend.clock().advance(Duration.ofSeconds(60));
        String next = ",\"code\":\"%s\"".formatted(code(enrolment.path("secret").asText()));
        assertThat(login("olga", SECRET, next).status()).isEqualTo(200);
        assertThat(login("olga", SECRET, next).status()).isEqualTo(401);
    }

    @Test
    void anAccessTokenAloneTakesNoSecondFactorOff() throws Exception {
        String owner = access(setUp());
        String secret = post(owner, "/auth/totp", "{}").json().path("secret").asText();
        post(owner, "/auth/totp/confirm", "{\"code\":\"%s\"}".formatted(code(secret)));
        assertThat(post(owner, "/auth/totp", "{}").status()).isEqualTo(409);
        headend.clock().advance(Duration.ofSeconds(60));
        String good = "{\"code\":\"%s\"}".formatted(code(secret));
        Reply wrong = post(owner, "/auth/totp/remove", "{\"code\":\"x\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("field").asText()).isEqualTo("code");
        assertThat(post(owner, "/auth/totp/remove", good).status()).isEqualTo(204);
        assertThat(login("olga", SECRET, "").status()).isEqualTo(200);
    }

    @Test
    void whoGuessesCodesWithATokenWaits() throws Exception {
        String owner = access(setUp());
        String secret = post(owner, "/auth/totp", "{}").json().path("secret").asText();
        post(owner, "/auth/totp/confirm", "{\"code\":\"%s\"}".formatted(code(secret)));
        int status = 0;
        for (int i = 0; i < 7; i++) {
            status = post(owner, "/auth/totp/remove", "{\"code\":\"x\"}").status();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void oneChangesOnesOwnPasswordByTheOneInForce() {
        JsonNode tokens = setUp();
        String owner = access(tokens);
        Reply wrong = post(owner, "/auth/password", "{\"current\":\"not this one\",\"new\":\"a longer winding road\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("field").asText()).isEqualTo("current");
        Reply weak = post(owner, "/auth/password", "{\"current\":\"%s\",\"new\":\"x\"}".formatted(SECRET));
        assertThat(weak.json().path("field").asText()).isEqualTo("new");
        Reply changed = post(
                owner, "/auth/password", "{\"current\":\"%s\",\"new\":\"a longer winding road\"}".formatted(SECRET));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(get(owner, "/lines").status()).isEqualTo(401);
        assertThat(open(
                                "refresh",
                                "{\"refreshToken\":\"%s\"}"
                                        .formatted(tokens.path("refreshToken").asText()))
                        .status())
                .isEqualTo(401);
        assertThat(get(access(changed.json()), "/lines").status()).isEqualTo(200);
        assertThat(login("olga", SECRET, "").status()).isEqualTo(401);
        assertThat(login("olga", "a longer winding road", "").status()).isEqualTo(200);
        assertThat(post(OWNER, "/auth/password", "{\"current\":\"x\",\"new\":\"y\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void nobodyIsCalledAsTheAuditLogCallsOthers() {
        for (String name : List.of("local", "Local", "key:billing")) {
            Reply made = post(OWNER, "/administrators", "{\"name\":\"%s\",\"role\":\"support\"}".formatted(name));
            assertThat(made.status()).as(name).isEqualTo(422);
        }
    }

    private String code(String base32) throws Exception {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        int buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8 && at < bytes.length) {
                bytes[at++] = (byte) (buffer >> (bits - 8));
                bits -= 8;
            }
        }
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(
                        new SecretKeySpec(bytes, "HmacSHA1"), headend.clock().instant());
    }

    @Test
    void whoGuessesWaits() {
        setUp();
        int status = 0;
        for (int i = 0; i < 6; i++) {
            status = login("olga", "some other password", "").status();
        }
        assertThat(status).isEqualTo(429);
        Reply slow = login("olga", SECRET, "");
        assertThat(slow.status()).isEqualTo(429);
        assertThat(slow.header("Retry-After")).isPresent();
    }

    @Test
    void aKeyMayWhatItIsForUntilItIsRemoved() {
        JsonNode made = post(OWNER, "/api-keys", "{\"name\":\"billing\",\"scopes\":[\"lines:read\"]}")
                .json();
        String key = made.path("key").asText();
        assertThat(key).startsWith("hwk_");
        assertThat(get(key, "/lines").status()).isEqualTo(200);
        assertThat(post(key, "/lines", "{\"name\":\"anna\"}").status()).isEqualTo(403);
        assertThat(get(OWNER, "/api-keys").text()).doesNotContain(key);
        assertThat(delete(OWNER, "/api-keys/billing").status()).isEqualTo(200);
        assertThat(get(key, "/lines").status()).isEqualTo(401);
        assertThat(post(AdminKeys.of(Role.OPERATOR), "/api-keys", "{\"name\":\"x\",\"role\":\"owner\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aResellerPaysForLines() {
        String owner = access(setUp());
        String password = post(owner, "/administrators", "{\"name\":\"rita\",\"role\":\"reseller\",\"credits\":5}")
                .json()
                .path("password")
                .asText();
        String rita = access(login("rita", password, "").json());
        assertThat(post(rita, "/lines", "{\"name\":\"a\"}").status()).isEqualTo(422);
        assertThat(post(rita, "/lines", "{\"name\":\"a\",\"days\":30,\"connections\":2}")
                        .status())
                .isEqualTo(201);
        assertThat(credits(owner)).isEqualTo(3);
        assertThat(patch(rita, "/lines/a", "{\"connections\":9}").status()).isEqualTo(409);
        assertThat(patch(rita, "/lines/a", "{\"connections\":3}").status()).isEqualTo(200);
        assertThat(credits(owner)).isEqualTo(2);
        assertThat(post(rita, "/lines", "{\"name\":\"a\",\"days\":30}").status())
                .isEqualTo(409);
        assertThat(credits(owner)).isEqualTo(2);
    }

    private int credits(String owner) {
        return get(owner, "/administrators/rita").json().path("credits").asInt();
    }

    @Test
    void nobodyMakesOrBecomesWhoMayMore() {
        String owner = access(setUp());
        String key = post(OWNER, "/api-keys", "{\"name\":\"hr\",\"scopes\":[\"people:write\",\"people:read\"]}")
                .json()
                .path("key")
                .asText();
        assertThat(post(key, "/administrators", "{\"name\":\"eve\",\"role\":\"owner\"}")
                        .status())
                .isEqualTo(403);
        assertThat(patch(key, "/administrators/olga", "{\"password\":\"\"}").status())
                .isEqualTo(403);
        post(owner, "/administrators", "{\"name\":\"ole\",\"role\":\"operator\"}");
        assertThat(delete(key, "/administrators/ole").status()).isEqualTo(403);
        assertThat(get(owner, "/administrators/ole").status()).isEqualTo(200);
        assertThat(login("olga", SECRET, "").status()).isEqualTo(200);
    }

    @Test
    void nobodyEndsAKeyThatMayMore() {
        String hr = key(OWNER, "hr", "\"scopes\":[\"people:write\",\"people:read\"]");
        String strong = key(OWNER, "strong", "\"role\":\"owner\"");
        assertThat(delete(hr, "/api-keys/strong").status()).isEqualTo(403);
        assertThat(get(strong, "/lines").status()).isEqualTo(200);
        String weak = key(OWNER, "weak", "\"scopes\":[\"people:read\"]");
        assertThat(delete(hr, "/api-keys/weak").status()).isEqualTo(200);
        assertThat(get(weak, "/administrators").status()).isEqualTo(401);
    }

    @Test
    void aKeyEndsWithItsResellerAndWithTheKeyThatMadeIt() {
        String owner = access(setUp());
        post(owner, "/administrators", "{\"name\":\"rita\",\"role\":\"reseller\"}");
        String shop = key(OWNER, "shop", "\"scopes\":[\"lines:read\"],\"reseller\":\"rita\"");
        assertThat(get(shop, "/lines").status()).isEqualTo(200);
        assertThat(patch(owner, "/administrators/rita", "{\"enabled\":false}").status())
                .isEqualTo(200);
        assertThat(get(shop, "/lines").status()).isEqualTo(401);
        String first = key(OWNER, "first", "\"role\":\"owner\"");
        String second = key(first, "second", "\"role\":\"owner\"");
        String third = key(second, "third", "\"scopes\":[\"lines:read\"]");
        assertThat(get(third, "/lines").status()).isEqualTo(200);
        assertThat(delete(OWNER, "/api-keys/first").status()).isEqualTo(200);
        assertThat(get(second, "/lines").status()).isEqualTo(401);
        assertThat(get(third, "/lines").status()).isEqualTo(401);
    }

    private String key(String maker, String name, String what) {
        Reply made = post(maker, "/api-keys", "{\"name\":\"%s\",%s}".formatted(name, what));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("key").asText();
    }

    @Test
    void aResellerPaysForEachRenewal() {
        String owner = access(setUp());
        String password = post(owner, "/administrators", "{\"name\":\"rita\",\"role\":\"reseller\",\"credits\":5}")
                .json()
                .path("password")
                .asText();
        assertThat(post(
                                access(login("rita", password, "").json()),
                                "/lines",
                                "{\"name\":\"a\",\"days\":30,\"connections\":2}")
                        .status())
                .isEqualTo(201);
        headend.clock().advance(Duration.ofDays(29));
        assertThat(patch(access(login("rita", password, "").json()), "/lines/a", "{\"days\":30}")
                        .status())
                .isEqualTo(200);
        assertThat(credits(access(login("olga", SECRET, "").json()))).isEqualTo(1);
    }
}
