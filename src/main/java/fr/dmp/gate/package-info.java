/**
 * What every request passes: the ports and addresses that answer, and the keys that make a repeated request harmless.
 * Depends on refusals and on the keys.
 *
 * <p>Security chains, in the order in which they are asked; each matches by {@link fr.dmp.gate.Surface} and a path:
 *
 * <ul>
 *   <li>10 sandbox, in that profile only: {@code /sandbox} on the public port, from this machine
 *   <li>30 notice: the SMS gateway's reports
 *   <li>50 portal: pages and assets on the public port
 *   <li>51 portal: the professionals' pages, {@code /pro} on the public port
 *   <li>100, 110 gate: what anyone may read; the operators' port
 *   <li>200 to 202 signin: {@code /api} on the public port
 *   <li>400 to 440 engine: the staff port
 *   <li>last, gate: 404 for everything else
 * </ul>
 *
 * A path is reachable where the configuration opens it at that port ({@code dmp.gate.public}, {@code dmp.gate.staff})
 * and a chain takes it.
 */
@ApplicationModule(
        displayName = "gate",
        allowedDependencies = {"refusal", "vault"})
@NullMarked
package fr.dmp.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
