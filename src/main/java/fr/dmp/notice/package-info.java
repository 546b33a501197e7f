/** What people are told, by which channel, and proof that it arrived. Depends on people's contact points, keys, refusals and the ports. */
@ApplicationModule(
        displayName = "notice",
        allowedDependencies = {"identity", "vault", "refusal", "gate"})
@NullMarked
package fr.dmp.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
