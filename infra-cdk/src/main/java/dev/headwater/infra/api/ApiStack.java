package dev.headwater.infra.api;

import dev.headwater.infra.data.DataStack;
import dev.headwater.infra.function.Surroundings;
import dev.headwater.infra.guard.EdgeGuardStack;
import dev.headwater.infra.media.Transcoding;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/** The functions, what wakes them, and the one address by which apps and administrators reach them. */
public final class ApiStack extends Stack {
    private final Observed observed;

    /**
     * What it stands on.
     *
     * @param streamHost by which viewers reach what sends endless MPEG-TS
     */
    public record Parts(
            Surroundings surroundings,
            DataStack data,
            Transcoding transcoding,
            EdgeGuardStack guard,
            String streamHost) {}

    /**
     * What is to be watched.
     *
     * @param functions all of them
     * @param failed where events end that were tried in vain
     */
    public record Observed(
            HttpApi api, List<IFunction> functions, IFunction play, IFunction publish, List<IQueue> failed) {}

    public ApiStack(Construct scope, String id, StackProps props, Parts parts) {
        super(scope, id, props);
        Surroundings surroundings = parts.surroundings();
        WorkFunctions work = new WorkFunctions(this, "Work", surroundings, parts.transcoding());
        Events events = new Events(
                this,
                "Events",
                work,
                surroundings.tables(),
                surroundings.uploads(),
                parts.transcoding().queueArn());
        HttpFunctions http = new HttpFunctions(
                this, "Http", surroundings, new HttpFunctions.Told(parts.data().origin(), parts.streamHost()));
        FrontApi front = new FrontApi(this, "Front", http.xtream(), http.admin());
        ApiDistribution distribution = new ApiDistribution(
                this,
                "Door",
                front,
                http.play(),
                parts.data().origin().getSecretValue(),
                parts.guard(),
                surroundings.settings());
        this.observed = new Observed(
                front.api(),
                List.of(
                        http.xtream().live(),
                        http.play().live(),
                        http.admin().live(),
                        work.publish().function(),
                        work.imports().function(),
                        work.transcode().function()),
                http.play().live(),
                work.publish().function(),
                events.failed());
        tell(surroundings, distribution);
    }

    public Observed observed() {
        return observed;
    }

    private void tell(Surroundings surroundings, ApiDistribution distribution) {
        String host = surroundings.settings().domain().orElse(distribution.host());
        output("Address", "http://" + host, "What to type into an app; https works too");
        output("AddressHost", distribution.host(), "What a domain's record has to point to");
    }

    private void output(String id, String value, String description) {
        CfnOutput.Builder.create(this, id).value(value).description(description).build();
    }
}
