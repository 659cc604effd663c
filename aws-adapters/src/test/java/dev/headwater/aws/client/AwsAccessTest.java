package dev.headwater.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;

class AwsAccessTest {
    @Test
    void aServicesOwnEndpointGoesBeforeTheCommonOne() {
        AwsAccess access = AwsAccess.of(Map.of(
                "AWS_REGION", "eu-central-1",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:4566",
                "AWS_ENDPOINT_URL_S3", "https://objects.test:9000"));
        assertThat(access.region()).isEqualTo(Region.EU_CENTRAL_1);
        assertThat(access.endpoints())
                .containsEntry(AwsService.S3, URI.create("https://objects.test:9000"))
                .containsEntry(AwsService.DYNAMODB, URI.create("http://127.0.0.1:4566"));
    }

    @Test
    void withoutAnEndpointAwsItselfIsAsked() {
        assertThat(AwsAccess.of(Map.of("AWS_DEFAULT_REGION", "eu-west-1")).endpoints())
                .isEmpty();
    }

    @Test
    void whatIsNoUrlIsNamed() {
        assertThatThrownBy(() -> AwsAccess.of(Map.of("AWS_ENDPOINT_URL_DYNAMODB", "localhost:8000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AWS_ENDPOINT_URL_DYNAMODB is no http or https URL");
        assertThatThrownBy(() -> AwsAccess.of(Map.of("AWS_ENDPOINT_URL", "http://a b")))
                .hasMessage("AWS_ENDPOINT_URL is no URL");
    }

    @Test
    void credentialsComeFromTheEnvironmentAndAreNotPrinted() {
        AwsAccess access = AwsAccess.of(Map.of(
                "AWS_REGION", "eu-west-1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "hidden-secret",
                "AWS_SESSION_TOKEN", "hidden-session"));
        assertThat(access.credentials().resolveCredentials())
                .isEqualTo(AwsSessionCredentials.create("id", "hidden-secret", "hidden-session"));
        assertThat(access.toString()).doesNotContain("hidden");
    }
}
