package io.tocsin.collector.reserves;

import io.tocsin.schemas.config.Problems;
import io.tocsin.schemas.config.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is verified: the list {@code reserve_verifiers:} of {@code tocsin.yml}. */
public record VerifierSetup(List<Verification> verifications) {

    /** @param list may be absent; every mistake is recorded at its place */
    public static VerifierSetup read(YamlNode list, Problems problems) {
        List<Verification> verifications = new ArrayList<>();
        Set<String> assets = new HashSet<>();
        for (YamlNode entry : list.elements()) {
            new VerifierReader(entry, problems).read().ifPresent(verifications::add);
            String asset = entry.string("asset", "");
            if (!asset.isEmpty() && !assets.add(asset)) {
                entry.get("asset").problem("there is a verifier of \"" + asset + "\" already");
            }
        }
        return new VerifierSetup(List.copyOf(verifications));
    }
}
