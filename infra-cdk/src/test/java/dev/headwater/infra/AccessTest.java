package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.infra.Cloud.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may do what: each function by a role of its own, and nobody everything. */
class AccessTest {
    private record Statement(Resource of, JsonNode json) {
        Stream<String> actions() {
            return texts(json.path("Action"));
        }

        Stream<String> resources() {
            return texts(json.path("Resource"));
        }
    }

    @Test
    void nothingMayDoEverythingToAnything() {
        assertThat(Cloud.both().flatMap(AccessTest::granted))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.actions())
                        .as("%s", statement)
                        .noneMatch(action -> action.equals("*") || action.endsWith(":*")));
    }

    @Test
    void onlyWhatCanNotBeNarrowedIsGrantedOnAnything() {
        assertThat(Cloud.both()
                        .flatMap(AccessTest::granted)
                        .filter(statement -> statement.resources().anyMatch("*"::equals))
                        .flatMap(Statement::actions)
                        .distinct())
                // A registry's login, and the names of streams.
                .containsExactlyInAnyOrder("ecr:GetAuthorizationToken", "dynamodb:ListStreams");
    }

    @Test
    void everyFunctionHasARoleOfItsOwn() {
        List<String> roles = Cloud.plain().all("AWS::Lambda::Function").stream()
                .filter(AccessTest::isOurs)
                .map(function -> function.at("/Role").toString())
                .toList();
        assertThat(roles).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void noFunctionTakesOnAPolicyThatOthersWrote() {
        assertThat(Cloud.plain().all("AWS::IAM::Role").stream()
                        .filter(role -> !role.id().startsWith("CustomCrossRegion")))
                .allSatisfy(role -> assertThat(role.at("/ManagedPolicyArns").toString())
                        .as("%s", role)
                        .doesNotContain(":aws:policy/"));
    }

    @Test
    void playbackChangesNoTitlesAndRemovesNoLines() {
        assertThat(actions("HttpPlay", "headwater-data:ExportsOutputFnGetAttAccounts"))
                .contains("dynamodb:GetItem")
                .doesNotContain("dynamodb:DeleteItem", "dynamodb:Scan");
        assertThat(actions("HttpPlay", "headwater-media:ExportsOutputFnGetAttMedia"))
                .contains("s3:GetObject")
                .doesNotContain("s3:PutObject", "s3:DeleteObject");
    }

    @Test
    void whoMakesSigningKeysReachesNoOtherSecret() {
        assertThat(granted(Cloud.plain())
                        .filter(statement -> statement.of().id().startsWith("KeyMaker"))
                        .filter(statement -> statement.actions().anyMatch("secretsmanager:GetSecretValue"::equals))
                        .map(statement -> statement.json().path("Resource").toString()))
                .hasSize(1)
                .allMatch(resource -> resource.contains("headwater/signing-key-*"));
    }

    @Test
    void aWorkersCredentialsReachNoSecretButWhatSealsTheKeysOfContent() {
        Resource policy = Cloud.plain().only("AWS::IAM::ManagedPolicy", "WorkersPolicy");
        assertThat(granted(Cloud.plain())
                        .filter(statement -> statement.of().id().equals(policy.id()))
                        .filter(statement ->
                                statement.actions().anyMatch(action -> action.startsWith("secretsmanager")))
                        .map(statement -> statement.json().path("Resource").toString()))
                .hasSize(1)
                .allMatch(resource -> resource.contains("headwater/content-seal-key-*"));
    }

    @Test
    void whoMakesMediaReadsOfAccountsWhatStopsItAndNothingElse() {
        String worker =
                Cloud.plain().only("AWS::IAM::ManagedPolicy", "WorkersPolicy").id();
        for (String role : List.of(worker, "WorkTranscode")) {
            assertThat(granted(Cloud.plain())
                            .filter(statement -> statement.of().id().startsWith(role))
                            .filter(statement ->
                                    statement.json().path("Resource").toString().contains("Accounts")))
                    .as(role)
                    .hasSize(1)
                    .allSatisfy(statement -> {
                        assertThat(statement.actions())
                                .containsExactlyInAnyOrder(
                                        "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query");
                        assertThat(statement.json().at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys"))
                                .extracting(JsonNode::asText)
                                .containsExactly("TAKEDOWNS", "RESTORING");
                    });
        }
    }

    @Test
    void aWorkerDoesNotLearnWhoWatchesWhat() {
        Resource policy = Cloud.plain().only("AWS::IAM::ManagedPolicy", "WorkersPolicy");
        assertThat(policy.at("/PolicyDocument")
                        .path("Statement")
                        .valueStream()
                        .filter(statement -> statement.path("Effect").asText().equals("Deny"))
                        .map(statement -> statement.path("Condition").toString()))
                .singleElement()
                .isEqualTo("{\"ForAnyValue:StringLike\":{\"dynamodb:LeadingKeys\":[\"SESSIONS#*\"]}}");
    }

    private static List<String> actions(String role, String resource) {
        return granted(Cloud.plain())
                .filter(statement -> statement.of().id().startsWith(role))
                .filter(statement ->
                        statement.json().path("Resource").toString().contains(resource))
                .flatMap(Statement::actions)
                .toList();
    }

    private static Stream<Statement> granted(Cloud cloud) {
        return cloud.resources()
                .flatMap(resource -> Stream.concat(
                                Stream.of(resource.at("/PolicyDocument")),
                                resource.at("/Policies").valueStream().map(policy -> policy.path("PolicyDocument")))
                        .flatMap(document -> document.path("Statement").valueStream())
                        .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                        .map(statement -> new Statement(resource, statement)));
    }

    /** Not the CDK's own, which carry values from one region to another. */
    static boolean isOurs(Resource function) {
        return function.at("/Handler").asText().startsWith("dev.headwater.");
    }

    private static Stream<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isArray() ? oneOrMany.valueStream().map(JsonNode::asText) : Stream.of(oneOrMany.asText());
    }
}
