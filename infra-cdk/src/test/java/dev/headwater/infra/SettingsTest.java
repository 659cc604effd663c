package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void nothingHasToBeSaid() {
        Settings settings = settings(Map.of());
        assertThat(settings.name()).isEqualTo("headwater");
        assertThat(settings.region()).isEqualTo("eu-west-1");
        assertThat(settings.ephemeral()).isFalse();
        assertThat(settings.edges()).isEqualTo(2);
        assertThat(settings.signingKeys()).isEqualTo(List.of(1, 2));
        assertThat(settings.push()).isEmpty();
        assertThat(settings.warning()).isPresent();
    }

    @Test
    void valuesOfAFileMayBeNumbersAndBooleans() {
        Settings settings = settings(Map.of("edges", 4.0, "ephemeral", true));
        assertThat(settings.edges()).isEqualTo(4);
        assertThat(settings.ephemeral()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "name, Big Name",
        "region, somewhere",
        "ephemeral, perhaps",
        "edges, 0",
        "edges, 51",
        "edges, -1",
        "originShield, here",
        "domain, http://tv.example",
        "hostedZone, zone",
        "alarmEmail, nobody",
        "budget, 0",
        "image, 'a b'",
        "signingKeys, 1",
        "signingKeys, '1,1'",
        "signingKeys, '0,1'",
        "workers, many",
        "push, true",
        "push, rtmp:1935",
        "push, rtmp:80:1",
        "push, srt:70000:1",
        "push, 'srt:9000:1,rtmp:9000:2'",
        "push, 'srt:9000:1,srt:9001:1,srt:9002:1,srt:9003:1,srt:9004:1,srt:9005:1'",
    })
    void whatCanNotBeIsRefusedByItsName(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(key, value)))
                .withMessageContaining("-c " + key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarmMail", "alarm-email", "alarm_email"})
    void aKeyThatThereIsNotIsRefusedWithThoseThereAre(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(key, "me@example.org")))
                .withMessageContaining("-c " + key)
                .withMessageContaining("alarmEmail");
    }

    @Test
    void theCdksOwnKeysArePassedOver() {
        Settings settings = settings(Map.of(
                "@aws-cdk/core:newStyleStackSynthesis",
                true,
                "aws:cdk:bundling-stacks",
                List.of(),
                "cli-telemetry",
                false));
        assertThat(settings.name()).isEqualTo("headwater");
    }

    @Test
    void aZoneNeedsAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("hostedZone", "Z0123456789")))
                .withMessageContaining("-c domain");
    }

    private static Settings settings(Map<String, Object> context) {
        return Settings.of(context, "eu-west-1");
    }
}
