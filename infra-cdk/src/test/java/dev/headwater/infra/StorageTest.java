package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.aws.CloudResources;
import dev.headwater.infra.Cloud.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

/** What is stored: closed to the public, encrypted, and there when the stacks are gone. */
class StorageTest {
    private static final List<String> KEPT =
            List.of("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SecretsManager::Secret");

    @Test
    void tablesAreAsTheAdaptersKnowThem() {
        Template template = Template.fromStack(Cloud.plain().deployment().data());
        template.resourceCountIs("AWS::DynamoDB::Table", 3);
        template.allResourcesProperties(
                "AWS::DynamoDB::Table",
                Map.of(
                        "KeySchema",
                        List.of(
                                Map.of("AttributeName", CloudResources.PARTITION_KEY, "KeyType", "HASH"),
                                Map.of("AttributeName", CloudResources.SORT_KEY, "KeyType", "RANGE")),
                        "AttributeDefinitions",
                        List.of(
                                Map.of("AttributeName", CloudResources.PARTITION_KEY, "AttributeType", "S"),
                                Map.of("AttributeName", CloudResources.SORT_KEY, "AttributeType", "S")),
                        "TimeToLiveSpecification",
                        Map.of("AttributeName", CloudResources.EXPIRY, "Enabled", true),
                        "SSESpecification",
                        Map.of("SSEEnabled", true),
                        "BillingMode",
                        "PAY_PER_REQUEST"));
    }

    @Test
    void accountsCanBeHadAsTheyWereAndTheCatalogIsListenedTo() {
        assertThat(table("Accounts")
                        .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asBoolean())
                .isTrue();
        assertThat(table("Catalog").at("/StreamSpecification/StreamViewType").asText())
                .isEqualTo("KEYS_ONLY");
    }

    @Test
    void whatIsStoredStaysWhenTheStacksGo() {
        assertThat(kept(Cloud.plain())).isNotEmpty().allSatisfy(resource -> {
            assertThat(resource.json().path("DeletionPolicy").asText())
                    .as("%s", resource)
                    .isEqualTo("Retain");
            assertThat(resource.json().path("UpdateReplacePolicy").asText())
                    .as("%s", resource)
                    .isEqualTo("Retain");
        });
        assertThat(Cloud.plain().all("AWS::DynamoDB::Table"))
                .allMatch(table -> table.at("/DeletionProtectionEnabled").asBoolean());
    }

    @Test
    void whatIsEphemeralGoes() {
        assertThat(kept(Cloud.rich()))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(
                                resource.json().path("DeletionPolicy").asText())
                        .as("%s", resource)
                        .isEqualTo("Delete"));
    }

    @Test
    void noBucketIsPublic() {
        assertThat(Cloud.both().flatMap(cloud -> cloud.all("AWS::S3::Bucket").stream()))
                .hasSize(4)
                .allSatisfy(bucket -> {
                    for (String block : List.of(
                            "BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
                        assertThat(bucket.at("/PublicAccessBlockConfiguration/" + block)
                                        .asBoolean())
                                .as("%s of %s", block, bucket)
                                .isTrue();
                    }
                    assertThat(bucket.at("/BucketEncryption").isMissingNode()).isFalse();
                    assertThat(bucket.at("/LifecycleConfiguration/Rules").size())
                            .isPositive();
                    assertThat(bucket.text()).doesNotContain("AccessControl\":");
                });
    }

    @Test
    void everyBucketRefusesWhatIsNotEncrypted() {
        assertThat(Cloud.plain().all("AWS::S3::BucketPolicy")).hasSize(2).allSatisfy(policy -> {
            assertThat(policy.text()).contains("\"aws:SecureTransport\":\"false\"");
            assertThat(allowed(policy))
                    .as("%s", policy)
                    .allSatisfy(
                            statement -> assertThat(statement.path("Principal").toString())
                                    .isEqualTo("{\"Service\":\"cloudfront.amazonaws.com\"}"));
        });
    }

    @Test
    void pagesMayReadAnAnswerTheyAreSentOnTo() {
        JsonNode rules = Cloud.plain().only("AWS::S3::Bucket", "Media").at("/CorsConfiguration/CorsRules");
        assertThat(rules.size()).isEqualTo(1);
        assertThat(rules.at("/0/AllowedMethods").toString()).isEqualTo("[\"GET\",\"HEAD\"]");
        assertThat(rules.at("/0/AllowedOrigins").toString()).isEqualTo("[\"*\"]");
    }

    private static Stream<JsonNode> allowed(Resource policy) {
        return policy.at("/PolicyDocument/Statement")
                .valueStream()
                .filter(statement -> statement.path("Effect").asText().equals("Allow"));
    }

    private static List<Resource> kept(Cloud cloud) {
        return cloud.resources()
                .filter(resource -> KEPT.contains(resource.type()))
                .toList();
    }

    private static Resource table(String id) {
        return Cloud.plain().only("AWS::DynamoDB::Table", id);
    }
}
