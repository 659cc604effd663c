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
    void whoMakesMediaReachesNoSecretButWhatSealsKeysAndSources() {
        for (String role : List.of("WorkersPolicy", "WorkTranscode")) {
            assertThat(granted(Cloud.plain())
                            .filter(statement -> statement.of().id().startsWith(role))
                            .filter(statement ->
                                    statement.actions().anyMatch(action -> action.startsWith("secretsmanager")))
                            .map(statement -> statement.json().path("Resource")))
                    .as(role)
                    .singleElement()
                    .satisfies(resources -> assertThat(resources)
                            .hasSize(2)
                            .anyMatch(one -> one.toString().contains("headwater/content-seal-key*"))
                            .anyMatch(one -> one.toString().contains("headwater/source-seal-key*")));
        }
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
    void whatAnswersViewersReadsNoAdministratorsAndChangesNoLine() {
        for (String role : List.of("HttpXtream", "HttpPlay")) {
            List<Statement> ofAccounts = granted(Cloud.plain())
                    .filter(statement -> statement.of().id().startsWith(role))
                    .filter(statement ->
                            statement.json().path("Resource").toString().contains("Accounts"))
                    .toList();
            assertThat(ofAccounts).as(role).hasSize(2).allSatisfy(statement -> {
                List<String> partitions = statement
                        .json()
                        .at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList();
                assertThat(partitions).isNotEmpty().noneMatch(name -> name.startsWith("ADMIN") || name.equals("*"));
                if (statement.actions().anyMatch("dynamodb:UpdateItem"::equals)) {
                    assertThat(statement.actions()).hasSize(1);
                    assertThat(partitions).isSubsetOf("SIGNING_KEYS", "IDS#category");
                }
            });
        }
    }

    @Test
    void whatAnswersViewersChangesNoContentAndWritesDownWhoWatchesAlone() {
        assertThat(written("HttpXtream", "Catalog"))
                .containsExactlyInAnyOrder(
                        "VOD#*",
                        "VODWAITING",
                        "VODWISHES",
                        "LISTINGS#*",
                        "PUBLISH#*",
                        "GUIDE-DOCUMENTS",
                        "CATEGORIES#*");
        for (String role : List.of("HttpPlay", "StreamHosts")) {
            assertThat(written(role, "Catalog")).as(role).isEmpty();
        }
        for (String role : List.of("HttpXtream", "HttpPlay", "StreamHosts")) {
            assertThat(written(role, "Sessions"))
                    .as(role)
                    .containsExactlyInAnyOrder("SESSIONS#*", "PLAYING", "DEMANDS", "WATCHED");
        }
    }

    /** Partitions of a table that a role may write; of a grant without any, {@code everything}. */
    private static List<String> written(String role, String table) {
        return granted(Cloud.plain())
                .filter(statement -> statement.of().id().startsWith(role))
                .filter(statement ->
                        statement.json().path("Resource").toString().contains("GetAtt" + table))
                .filter(statement -> statement
                        .actions()
                        .anyMatch(action -> action.matches("dynamodb:(Put|Update|Delete|BatchWrite)Item")))
                .flatMap(statement -> {
                    JsonNode keys = statement.json().at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys");
                    return keys.isMissingNode()
                            ? Stream.of("everything")
                            : keys.valueStream().map(JsonNode::asText);
                })
                .distinct()
                .toList();
    }

    @Test
    void eachFunctionReachesTheSecretsItNeeds() {
        assertThat(secrets("HttpXtream"))
                .containsExactlyInAnyOrder("line-pepper*", "line-seal-key*", "ticket-key-*", "signing-key-*");
        assertThat(secrets("HttpPlay")).containsExactlyInAnyOrder("ticket-key-*", "signing-key-*", "content-seal-key*");
        assertThat(secrets("StreamHosts"))
                .containsExactlyInAnyOrder("ticket-key-*", "signing-key-*", "content-seal-key*");
        assertThat(secrets("WorkPublish")).isEmpty();
        assertThat(secrets("HttpAdmin")).containsExactly("*");
    }

    /** Names of the program's own, behind their prefix. */
    private static List<String> secrets(String role) {
        return granted(Cloud.plain())
                .filter(statement -> statement.of().id().startsWith(role))
                .filter(statement -> statement.actions().anyMatch("secretsmanager:CreateSecret"::equals))
                .flatMap(statement -> {
                    JsonNode resources = statement.json().path("Resource");
                    return resources.isArray() ? resources.valueStream() : Stream.of(resources);
                })
                .map(resource -> resource.toString().replaceAll(".*:secret:headwater/([^\"]*)\".*", "$1"))
                .toList();
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
