package dev.headwater.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.core.net.AddressBlock;
import dev.headwater.core.playback.signing.CustomPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {
    private static final Policy BOTH =
            new Policy("http://e/hls/1/*", Instant.ofEpochSecond(100), Instant.ofEpochSecond(200), null);

    private static Optional<Policy> parse(String document) {
        return PolicyParser.parse(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatTheSignerWrites() {
        CustomPolicy written =
                new CustomPolicy("http://e/hls/1/*", Instant.ofEpochSecond(100), Instant.ofEpochSecond(200));
        assertThat(parse(written.json())).contains(BOTH);
    }

    @Test
    void dateGreaterThanIsOptional() {
        assertThat(
                        parse(
                                "{\"Statement\":[{\"Resource\":\"http://e/a\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":200}}}]}"))
                .contains(new Policy("http://e/a", null, Instant.ofEpochSecond(200), null));
    }

    @Test
    void anAddressBlockIsOptional() {
        assertThat(
                        parse(
                                "{\"Statement\":[{\"Resource\":\"http://e/a\",\"Condition\":{\"IpAddress\":{\"AWS:SourceIp\":\"192.0.2.0/24\"},\"DateLessThan\":{\"AWS:EpochTime\":200}}}]}"))
                .contains(new Policy(
                        "http://e/a",
                        null,
                        Instant.ofEpochSecond(200),
                        AddressBlock.parse("192.0.2.0/24").orElseThrow()));
    }

    @Test
    void whiteSpaceAndOrderAreFree() {
        assertThat(parse("""
                         {
                          "Statement" : [ {
                            "Condition":{
                               "DateGreaterThan":\t{"AWS:EpochTime" : 100 },
                               "DateLessThan":{ "AWS:EpochTime":200}},
                            "Resource":"http://e/hls/1/*"
                          } ]
                        }
                        """)).contains(BOTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{'Statement':[]}",
                "{'Statement':[{}]}",
                "{'Statement':[{'Resource':'http://e/a'}]}",
                "{'Statement':[{'Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateGreaterThan':{'AWS:EpochTime':200}}}]}",
                "{'Statement':{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200}}}}",
                "{'Statement':[{'Resource':['http://e/a'],'Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':'200'}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':-1}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':2e9}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':2.5}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':0200}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':9999999999999}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200,'AWS:EpochTime':900}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Resource':'http://e/b','Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200},'IpAddress':'192.0.2.0/24'}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200},'IpAddress':{}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200},'IpAddress':{'AWS:SourceIp':'192.0.2.0'}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200},'IpAddress':{'AWS:SourceIp':['192.0.2.0/24']}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200},'IpAddress':{'AWS:SourceIp':'192.0.2.0/24','AWS:SourceIp':'0.0.0.0/0'}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200},'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200},'IpAddress':{'AWS:SourceIp':'192.0.2.0/24'},'IpAddress':{'AWS:SourceIp':'0.0.0.0/0'}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200},'IpAddress':{'AWS:SourceIp':'192.0.2.0/24'},'NotIpAddress':{'AWS:SourceIp':'0.0.0.0/0'}}}]}",
                "{'Statement':[]}",
                "{'Statement':[{'Resource':'http://e/a'},{'Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200}},'Effect':'Deny'}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200}}}],'Version':'1'}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200}}},{'Resource':'http://e/b','Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]}",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]} x",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]",
                "{'Statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200}},}]}",
                "{'Statement':[{'Resource':'http:\\/\\/e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]}",
                "{'Statement':[{'Resource':'http://e/ä','Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]}",
                "{'statement':[{'Resource':'http://e/a','Condition':{'DateLessThan':{'AWS:EpochTime':200}}}]}",
            })
    void anythingElseIsNoPolicy(String document) {
        assertThat(parse(document.replace('\'', '"'))).isEmpty();
    }

    @Test
    void aNulByteIsNoEnd() {
        String policy = new CustomPolicy("http://e/a", Instant.ofEpochSecond(1), Instant.ofEpochSecond(2)).json();
        assertThat(parse(policy + "\0")).isEmpty();
        assertThat(parse(policy.substring(0, policy.length() - 1) + "\0")).isEmpty();
    }

    @Property
    void noBytesBreakIt(@ForAll byte[] document) {
        assertThat(PolicyParser.parse(document)).isEmpty();
    }
}
