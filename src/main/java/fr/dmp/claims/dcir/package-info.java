/** The DCIR tables in which the Assurance Maladie delivers claims: reads a ZIP of them, joined on the nine keys. */
@NullMarked
package fr.dmp.claims.dcir;

import org.jspecify.annotations.NullMarked;
