package dev.headwater.infra.guard;

import dev.headwater.infra.Settings;
import java.util.Optional;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.constructs.Construct;

/** What CloudFront takes from us-east-1 alone, wherever the rest is: the web ACL, and the certificate of a domain. */
public final class EdgeGuardStack extends Stack {
    public static final String REGION = "us-east-1";

    private final WebAcl acl;
    private final Optional<ICertificate> certificate;

    public EdgeGuardStack(Construct scope, String id, StackProps props, Settings settings) {
        super(scope, id, props);
        this.acl = new WebAcl(this, "WebAcl", settings);
        this.certificate = settings.domain().map(domain -> certificate(domain, settings));
    }

    public String aclArn() {
        return acl.arn();
    }

    public Optional<ICertificate> certificate() {
        return certificate;
    }

    private ICertificate certificate(String domain, Settings settings) {
        CertificateValidation byRecord = settings.hostedZone()
                .map(zone -> CertificateValidation.fromDns(HostedZone.fromHostedZoneAttributes(
                        this,
                        "Zone",
                        HostedZoneAttributes.builder()
                                .hostedZoneId(zone)
                                .zoneName(domain)
                                .build())))
                .orElseGet(CertificateValidation::fromDns);
        return Certificate.Builder.create(this, "Certificate")
                .domainName(domain)
                .validation(byRecord)
                .build();
    }
}
