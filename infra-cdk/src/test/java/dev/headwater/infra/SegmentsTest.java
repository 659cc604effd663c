package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.infra.Cloud.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody gets a segment without a signature, and nobody signs but the two keys. */
class SegmentsTest {
    @Test
    void everyEdgeAsksForASignature() {
        assertThat(Cloud.both().flatMap(SegmentsTest::edges)).hasSize(5).allSatisfy(edge -> {
            assertThat(edge.at("/DistributionConfig/DefaultCacheBehavior/TrustedKeyGroups")
                            .toString())
                    .isEqualTo("[{\"Ref\":\"" + keyGroup(edge).id() + "\"}]");
            assertThat(edge.at("/DistributionConfig/CacheBehaviors").isMissingNode())
                    .as("a behaviour beside the one that asks")
                    .isTrue();
            assertThat(edge.at("/DistributionConfig/DefaultCacheBehavior/ViewerProtocolPolicy")
                            .asText())
                    .isEqualTo("allow-all");
        });
    }

    @Test
    void everyEdgeAsksTheBucketAsItself() {
        assertThat(Cloud.both().flatMap(SegmentsTest::edges)).allSatisfy(edge -> {
            assertThat(edge.at("/DistributionConfig/Origins/0/OriginAccessControlId/Fn::GetAtt/0")
                            .asText())
                    .startsWith("DeliveryAccess");
            assertThat(edge.at("/DistributionConfig/Origins").size()).isEqualTo(1);
        });
        assertThat(Cloud.rich().all("AWS::CloudFront::Distribution").stream()
                        .filter(edge -> edge.id().startsWith("Edge")))
                .allMatch(edge -> edge.at("/DistributionConfig/Origins/0/OriginShield/Enabled")
                        .asBoolean());
    }

    @Test
    void theBucketServesSegmentsToTheEdgesAlone() {
        for (Cloud cloud : List.of(Cloud.plain(), Cloud.rich())) {
            Resource policy = cloud.only("AWS::S3::BucketPolicy", "MediaAccess");
            assertThat(policy.at("/PolicyDocument/Statement").size()).isEqualTo(2);
            assertThat(policy.at("/PolicyDocument/Statement/1/Resource").toString())
                    .contains("\"/hls/*\"");
            assertThat(policy.at("/PolicyDocument/Statement/1/Action").asText()).isEqualTo("s3:GetObject");
            assertThat(policy.at("/PolicyDocument/Statement/1/Condition/StringEquals/aws:SourceArn")
                            .size())
                    .isEqualTo(edges(cloud).count());
        }
    }

    @Test
    void twoKeysAreTrustedWhosePrivateHalvesAreInNoTemplate() {
        for (Cloud cloud : List.of(Cloud.plain(), Cloud.rich())) {
            assertThat(cloud.all("AWS::CloudFront::PublicKey"))
                    .hasSize(2)
                    .allSatisfy(key -> assertThat(key.at("/PublicKeyConfig/EncodedKey/Fn::GetAtt/1")
                                    .asText())
                            .isEqualTo("PublicKey"));
            assertThat(cloud.templates().toString()).doesNotContain("PRIVATE KEY", "\"PrivateKey\"");
        }
    }

    @Test
    void anotherKeyIsAnotherResource() {
        assertThat(Cloud.plain().all("Custom::SigningKey"))
                .extracting(key -> key.at("/Number").asText())
                .containsExactly("1", "2");
        assertThat(Cloud.rich().all("Custom::SigningKey"))
                .extracting(key -> key.at("/Number").asText())
                .containsExactly("2", "3");
        assertThat(Cloud.plain().all("Custom::SigningKey"))
                .allMatch(key ->
                        key.id().startsWith("SigningKey" + key.at("/Number").asText()));
    }

    @Test
    void anErrorIsForgottenAfterASecond() {
        assertThat(Cloud.both()
                        .flatMap(SegmentsTest::edges)
                        .flatMap(edge -> edge.at("/DistributionConfig/CustomErrorResponses")
                                .valueStream()))
                .isNotEmpty()
                .allMatch(error -> error.path("ErrorCachingMinTTL").asInt() == 1);
    }

    @Test
    void poolAndKeysAreRegisteredInTheTable() {
        Resource pool = Cloud.rich().only("Custom::Edges", "KnownEdges");
        assertThat(pool.at("/Edges").size()).isEqualTo(6);
        assertThat(pool.at("/KeyNumbers").toString())
                .as("another key asks for the edges again")
                .isEqualTo("[\"2\",\"3\"]");
        Resource registration = Cloud.rich().only("Custom::SigningKeys", "KnownKeys");
        assertThat(registration.at("/Keys/0/Number").asText()).isEqualTo("2");
        assertThat(registration.at("/Keys/0/Id/Ref").asText()).startsWith("SigningKey2Public");
        assertThat(Cloud.rich()
                        .only("AWS::CloudFront::KeyGroup", "Keys")
                        .json()
                        .path("DependsOn")
                        .toString())
                .as("a key that signs is missed before edges stop trusting it")
                .contains(registration.id());
    }

    private static Stream<Resource> edges(Cloud cloud) {
        return cloud.all("AWS::CloudFront::Distribution").stream()
                .filter(distribution -> distribution.stack().endsWith("-edge"));
    }

    private static Resource keyGroup(Resource edge) {
        return Cloud.both()
                .flatMap(cloud -> cloud.all("AWS::CloudFront::KeyGroup").stream())
                .filter(group -> group.stack().equals(edge.stack()))
                .findFirst()
                .orElseThrow();
    }
}
