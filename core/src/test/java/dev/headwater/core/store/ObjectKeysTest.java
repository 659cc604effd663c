package dev.headwater.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeysTest {
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._=+@~-]+(/[A-Za-z0-9._=+@~-]+)*");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)");
    private static final String LETTERS = "azAZ09._=+@~-/.//../ \n%\\\u00e9`{[";

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", ".a", "a.", "a/b", "hls/1/720p/2026112013/x-1_=+@~.ts", "a/...", "..a/b.."})
    void theseAreKeys(String key) {
        assertThat(ObjectKeys.isValid(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/a", "a/", "a//b", ".", "..", "a/.", "a/..", "../a", "./a", "a/../b", "a b", "a\n"})
    void theseAreNone(String key) {
        assertThat(ObjectKeys.isValid(key)).isFalse();
    }

    @Test
    void partsAndKeysHaveTheirLength() {
        assertThat(ObjectKeys.isValid("a".repeat(255))).isTrue();
        assertThat(ObjectKeys.isValid("a".repeat(256))).isFalse();
        assertThat(ObjectKeys.isValid("a/" + "a".repeat(256) + "/a")).isFalse();
        assertThat(ObjectKeys.isValid("ab/".repeat(333) + "a")).isTrue();
        assertThat(ObjectKeys.isValid("ab/".repeat(333) + "ab")).isFalse();
    }

    @Test
    void anythingElseIsAsTheGrammarSays() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder key = new StringBuilder();
            for (int length = random.nextInt(8); length >= 0; length--) {
                key.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            boolean expected =
                    GRAMMAR.matcher(key).matches() && !DOTS.matcher(key).matches();
            assertThat(ObjectKeys.isValid(key.toString())).as("'%s'", key).isEqualTo(expected);
        }
    }
}
