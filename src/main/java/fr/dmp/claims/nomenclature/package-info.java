/** Reads nomenclatures as they are published. */
@NullMarked
package fr.dmp.claims.nomenclature;

import org.jspecify.annotations.NullMarked;
