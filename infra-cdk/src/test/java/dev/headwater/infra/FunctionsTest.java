package dev.headwater.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.aws.CloudResources;
import dev.headwater.aws.CustomType;
import dev.headwater.infra.Cloud.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How functions run, and what they are told. */
class FunctionsTest {
    private static final Set<String> RESOURCES = Set.of(
            CloudResources.CATALOG_TABLE,
            CloudResources.ACCOUNTS_TABLE,
            CloudResources.SESSIONS_TABLE,
            CloudResources.MEDIA_BUCKET,
            CloudResources.UPLOADS_BUCKET,
            CloudResources.SECRETS_PREFIX);

    private static final Map<String, Set<String>> MORE = Map.of(
            "XtreamHandler", Set.of("HEADWATER_ORIGIN_SECRET", "HEADWATER_STREAM_HOST"),
            "PlayHandler", Set.of("HEADWATER_STREAM_HOST"),
            "AdminHandler", Set.of("HEADWATER_ORIGIN_SECRET", "HEADWATER_STREAM_HOST"),
            "PublishHandler", Set.of(),
            "ImportHandler", Set.of(),
            "TranscodeHandler", Set.of("HEADWATER_TRANSCODE_ROLE", "HEADWATER_TRANSCODE_QUEUE"),
            "keys.KeyPairHandler", Set.of(),
            "keys.DeliveryHandler", Set.of());

    private static final List<String> LIVE = List.of("XtreamHandler", "PlayHandler", "AdminHandler");

    @Test
    void eachIsToldTheNamesOfWhatThereIsAndWhatIsListedHere() {
        Map<String, Set<String>> told =
                functions().collect(Collectors.toMap(FunctionsTest::handler, FunctionsTest::names));
        assertThat(told.keySet()).isEqualTo(MORE.keySet());
        MORE.forEach((handler, more) -> {
            Set<String> expected = new TreeSet<>(RESOURCES);
            expected.addAll(more);
            assertThat(told.get(handler)).as(handler).isEqualTo(expected);
        });
    }

    @Test
    void containersAreToldTheSame() {
        assertThat(Cloud.plain().all("AWS::ECS::TaskDefinition"))
                .hasSize(2)
                .allSatisfy(task -> assertThat(task.at("/ContainerDefinitions/0/Environment")
                                .valueStream()
                                .map(e -> e.path("Name").asText())
                                .filter(name -> !name.equals(CloudResources.ROLE)))
                        .containsExactlyInAnyOrderElementsOf(RESOURCES));
    }

    @Test
    void streamHostsAreToldToBeNothingElse() {
        assertThat(Cloud.plain()
                        .only("AWS::ECS::TaskDefinition", "StreamHosts")
                        .at("/ContainerDefinitions/0/Environment")
                        .valueStream()
                        .filter(e -> e.path("Name").asText().equals(CloudResources.ROLE))
                        .map(e -> e.path("Value").asText()))
                .containsExactly(CloudResources.STREAMS);
    }

    @Test
    void whatAnswersRequestsStartsFromASnapshotAndIsCalledByItsAlias() {
        assertThat(functions())
                .allSatisfy(
                        function -> assertThat(function.at("/SnapStart/ApplyOn").asText())
                                .as("%s", function)
                                .isEqualTo(LIVE.contains(handler(function)) ? "PublishedVersions" : ""));
        assertThat(Cloud.plain().all("AWS::Lambda::Alias"))
                .hasSize(LIVE.size())
                .allMatch(alias -> alias.at("/Name").asText().equals("live"))
                .allMatch(alias ->
                        alias.at("/FunctionVersion/Fn::GetAtt/1").asText().equals("Version"));
        assertThat(Cloud.plain().all("AWS::ApiGatewayV2::Integration"))
                .hasSize(2)
                .allMatch(integration ->
                        integration.at("/IntegrationUri/Ref").asText().contains("Live"));
        assertThat(Cloud.plain()
                        .only("AWS::Lambda::Url", "Door")
                        .at("/Qualifier")
                        .asText())
                .isEqualTo("live");
    }

    @Test
    void allRunOnJava25OnArm() {
        assertThat(functions()).allSatisfy(function -> {
            assertThat(function.at("/Runtime").asText()).isEqualTo("java25");
            assertThat(function.at("/Architectures/0").asText()).isEqualTo("arm64");
            assertThat(function.at("/LoggingConfig/LogGroup").isMissingNode()).isFalse();
        });
    }

    @Test
    void workIsWokenByChangesAndByTheClock() {
        assertThat(Cloud.plain().all("AWS::Lambda::EventSourceMapping").stream()
                        .map(mapping ->
                                mapping.at("/FilterCriteria/Filters/0/Pattern").asText()))
                .contains(
                        "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[{\"prefix\":\"PUBLISH#\"}]}}}}",
                        "{\"dynamodb\":{\"Keys\":{\"pk\":{\"S\":[\"ERRANDS\"]}}}}");
        Resource clock = Cloud.plain().only("AWS::Events::Rule", "EventsReconcile");
        assertThat(clock.at("/ScheduleExpression").asText()).isEqualTo("rate(1 minute)");
        assertThat(clock.at("/Targets").size()).isEqualTo(3);
    }

    @Test
    void whatTheClockAsksAgainIsTriedOnce() {
        assertThat(Cloud.plain().all("AWS::Lambda::EventInvokeConfig").stream()
                        .filter(attempts -> attempts.at("/MaximumRetryAttempts").asInt(-1) == 0)
                        .map(attempts -> attempts.at("/FunctionName/Ref").asText()))
                .hasSize(2)
                .anyMatch(function -> function.startsWith("WorkPublish"))
                .anyMatch(function -> function.startsWith("WorkTranscode"));
    }

    /** The functions switch over the same types, and the compiler sees to it that they leave none out. */
    @Test
    void everyTypeATemplateAsksForIsKnownToTheFunctionsThatAnswer() {
        assertThat(Cloud.both()
                        .flatMap(Cloud::resources)
                        .filter(resource -> isOurs(resource.at("/ServiceToken").toString()))
                        .map(Resource::type)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(CustomType.values()).map(CustomType::type).toList());
    }

    private static boolean isOurs(String serviceToken) {
        return serviceToken.contains("KeyMaker") || serviceToken.contains("Registrar");
    }

    @Test
    void whatIsTriedInVainIsKept() {
        assertThat(Cloud.plain().all("AWS::SQS::Queue").stream()
                        .filter(queue -> queue.id().contains("Queue")))
                .isNotEmpty()
                .allMatch(queue -> queue.at("/RedrivePolicy/maxReceiveCount").asInt() == 5);
    }

    private static Stream<Resource> functions() {
        return Cloud.plain().all("AWS::Lambda::Function").stream().filter(AccessTest::isOurs);
    }

    private static String handler(Resource function) {
        return function.at("/Handler").asText().substring("dev.headwater.functions.".length());
    }

    private static Set<String> names(Resource function) {
        Set<String> names = new TreeSet<>();
        function.at("/Environment/Variables").fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void howFarAFilmIsIsToldAsWellAsItsEnd() {
        assertThat(Cloud.plain().all("AWS::Events::Rule").stream()
                        .map(rule -> rule.at("/EventPattern"))
                        .filter(pattern -> pattern.toString().contains("aws.mediaconvert"))
                        .flatMap(pattern -> pattern.at("/detail/status").valueStream())
                        .map(JsonNode::asText))
                .containsExactly("STATUS_UPDATE", "COMPLETE", "ERROR", "CANCELED");
    }
}
